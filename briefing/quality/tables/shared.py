"""Words that English and Uzbek in Latin script spell alike: they are translations of themselves."""

from __future__ import annotations

_SHARED = """
asteroid audit auditor bank barrel basmati birr charter chip delta diaspora diplomat
dividend dollar doping drama dual element embargo federal festival film final format
formula forum front fundamental gala gender general global golf grant hokim import
individual industrial insulin internet investor kilo lava legion liberal lift limit lira
madrasa mahalla maqom material medal media memorandum metro migrant million mineral
minimum minus model monitoring multimodal nominal ombudsman opera operator oshpaz panel
parallel park patent pensioner peso port portal press professional professor radar radio
real referendum robot seminar senator sensor shashmaqom shelf signal smog soya sport
stress sumalak supermarket tank tanker tender tenge tennis terminal test tornado
transport tribunal trillion trolleybus tunnel ultimatum universal veto video virtual
virus yuan
"""
SHARED = frozenset(_SHARED.split())
