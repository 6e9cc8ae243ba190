"""The training recipe: clean-up, alignment, the model's mathematics, resuming."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np  # noqa: E402
from torch.multiprocessing.spawn import ProcessRaisedException  # noqa: E402

from training import clean  # noqa: E402
from training.alignment import Lexicon, bilingual_embedding  # noqa: E402
from training.clean import LABELS, LANGUAGES, Pair  # noqa: E402
from training.data import Stream, encode  # noqa: E402
from training.export import export  # noqa: E402
from training.model import Marian, Shape  # noqa: E402
from training.train import (  # noqa: E402
    Material,
    Run,
    Settings,
    mixture_at,
    rate_at,
    train,
)
from training.vocabulary import UNK, Vocabulary, learn  # noqa: E402

ENGLISH = ["The president arrived.", "The minister arrived.", "The president spoke in 2025."]
TARGETS = {
    "sr": ["Председник је стигао.", "Министар је стигао.", "Председник је говорио 2025."],
    "uz": ["Prezident yetib keldi.", "Vazir yetib keldi.", "Prezident 2025-yilda gapirdi."],
    "ru": ["Президент прибыл.", "Министр прибыл.", "Президент выступил в 2025 году."],
}
PAIRS = [
    Pair("domain", language, english, target)
    for language in LANGUAGES
    for english, target in zip(ENGLISH, TARGETS[language], strict=True)
]
TINY = Settings(
    budget=4000,
    batch=60,
    warmup=2,
    encoder_layers=2,
    decoder_layers=1,
    width=16,
    heads=2,
    feed_forward=32,
    negatives=20,
)


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Threads that wait for one another are many times slower where other work holds the cores."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(autouse=True)
def meeting_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers find one another without the machine's name, which need not resolve."""
    if sys.platform == "linux":
        monkeypatch.setenv("GLOO_SOCKET_IFNAME", "lo")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return learn([p.english for p in PAIRS] + [p.target for p in PAIRS], 300)


@pytest.fixture(scope="module")
def material(vocabulary: Vocabulary) -> Material:
    lexicons = [Lexicon(torch.eye(vocabulary.pad)) for _ in LANGUAGES]
    return Material(vocabulary.model, encode(PAIRS, vocabulary), lexicons, lambda *_: {})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("O'zbekiston", "Oʻzbekiston"),
        ("tog‘", "togʻ"),
        ("ma'lumot", "maʼlumot"),
        ("san’at", "sanʼat"),
        ("gʻoʻza", "gʻoʻza"),
        ("'Lada' zavodi", "'Lada' zavodi"),
    ],
)
def test_uzbek_apostrophes(before: str, after: str) -> None:
    assert clean.uzbek_apostrophes(before) == after


@pytest.mark.parametrize(
    ("language", "english", "target", "reason"),
    [
        ("sr", "He left.", "Отишао је.", None),
        ("sr", "He left.", "Он ушёл.", "letters of another language"),
        ("sr", "He left.", "Otišao je.", "wrong script"),
        ("ru", "He left.", "Он ушел.", None),
        ("ru", "He left.", "Отишао је.", "letters of another language"),
        ("uz", "He left.", "U ketdi.", None),
        ("uz", "He left.", "У кетди.", "wrong script"),
        ("ru", "He left <b>home</b>.", "Он ушел.", "markup"),
        ("ru", "He left.", "", "empty"),
        ("ru", "He left.", "Он ушел, никому ничего не сказав и не закрыв.", "length ratio"),
    ],
)
def test_fault(language: str, english: str, target: str, reason: str | None) -> None:
    assert clean.fault(Pair("general", language, english, target)) == reason


def test_clean_keeps_each_pair_once_and_test_sets_out() -> None:
    kept, counts = clean.clean([*PAIRS, PAIRS[0]], ["the minister arrived"])
    assert len(kept) == 6
    assert not any("minister" in pair.english for pair in kept)
    assert counts["duplicate"] == 1
    assert counts["held out for evaluation"] == 3


def test_labels_are_single_pieces_and_pad_is_last(vocabulary: Vocabulary) -> None:
    assert [vocabulary.pieces[vocabulary.labels[name]] for name in LANGUAGES] == [*LABELS.values()]
    assert vocabulary.pieces[0] == "</s>"
    assert vocabulary.pieces[-1] == "<pad>"
    assert vocabulary.pad == vocabulary.size - 1


def test_every_letter_can_be_written(vocabulary: Vocabulary) -> None:
    for ids in vocabulary.encode(
        ["Vučić, Đorđević, Miloš", "Њујорк, Џон, Ђурђевдан", "Юрий, Ёлкин"]
    ):
        assert UNK not in ids


def test_digits_change_alike_on_both_sides(vocabulary: Vocabulary) -> None:
    corners = encode([p for p in PAIRS if "2025" in p.english], vocabulary)
    mixture = {name: {"domain": 1.0} for name in LANGUAGES}
    stream = Stream(corners, vocabulary, mixture, 60, digit_noise=1.0, pool=30)
    digits = set(vocabulary.digits().values())
    seen = set()
    for _, batch in zip(range(5), stream, strict=False):
        for source, target in zip(batch.source.tolist(), batch.labels.tolist(), strict=True):
            ours = [i for i in source if i in digits]
            assert ours == [i for i in target if i in digits]
            seen.add(tuple(ours))
    assert len(seen) > 1


def test_alignment_finds_the_obvious() -> None:
    rng = np.random.default_rng(1)
    # Word i translates as 50 + i; the target's order is the reverse of the source's.
    sources = [rng.permutation(50)[:6].astype(np.int32) for _ in range(400)]
    targets = [(50 + source[::-1]).astype(np.int32) for source in sources]
    lexicon = Lexicon.learn(sources, targets, 100)
    posterior = lexicon.posterior(
        torch.from_numpy(sources[0])[None].long(), torch.from_numpy(targets[0])[None].long()
    )[0]
    assert posterior.argmax(1).tolist() == [5, 4, 3, 2, 1, 0]
    torch.testing.assert_close(posterior.sum(1), torch.ones(6))


def test_translations_become_neighbours() -> None:
    score = torch.zeros(10, 10)
    score[1, 7] = 1.0
    base = torch.randn(11, 64, generator=torch.Generator().manual_seed(1))
    base[-1] = 0
    moved = bilingual_embedding(base, [Lexicon(score)], 1.0)
    similar = torch.nn.functional.cosine_similarity
    assert similar(moved[1], moved[7], dim=0) > 0.5
    torch.testing.assert_close(moved[1], base[1])
    torch.testing.assert_close(moved.norm(dim=1), base.norm(dim=1))


def test_logits_equal_those_of_transformers(vocabulary: Vocabulary, tmp_path: Path) -> None:
    transformers = pytest.importorskip("transformers")
    torch.manual_seed(0)
    model = Marian(Shape(vocabulary.size, 16, 2, 32, 2, 2, positions=64)).eval()
    model.final_logits_bias.data.normal_()
    for parameter in model.parameters():
        if parameter.dim() == 1:
            parameter.data.normal_()
    export(model.state_dict(), model.shape, vocabulary, tmp_path / "marian", half=False)
    theirs = transformers.MarianMTModel.from_pretrained(tmp_path / "marian", dtype=torch.float32)
    pad = vocabulary.pad
    source = torch.tensor([[5, 9, 7, 0], [6, 0, pad, pad]])
    target = torch.tensor([[pad, 8, 5], [pad, 9, 9]])
    with torch.no_grad():
        states, _ = model(source, target, weights=True)
        torch.testing.assert_close(states, model(source, target)[0])
        expected = theirs.eval()(
            input_ids=source, attention_mask=(source != pad).long(), decoder_input_ids=target
        ).logits
        assert (model.logits(states) - expected).abs().max() < 1e-4


@pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses")
def test_tokenizer_reads_the_label_as_one_piece(vocabulary: Vocabulary, tmp_path: Path) -> None:
    transformers = pytest.importorskip("transformers")
    model = Marian(Shape(vocabulary.size, 16, 2, 32, 1, 1))
    export(model.state_dict(), model.shape, vocabulary, tmp_path / "marian")
    tokenizer = transformers.MarianTokenizer.from_pretrained(tmp_path / "marian")
    ids = tokenizer(f"{LABELS['ru']} {ENGLISH[0]}").input_ids
    assert ids == [vocabulary.labels["ru"], *vocabulary.encode([ENGLISH[0]])[0], 0]


def test_resuming_gives_the_identical_state(material: Material, tmp_path: Path) -> None:
    straight = Run(TINY, material, tmp_path, 0, 1)
    for _ in range(8):
        straight.advance()
    halted = Run(TINY, material, tmp_path, 0, 1)
    for _ in range(5):
        halted.advance()
    halted.save(tmp_path / "state.pt")
    resumed = Run(TINY, material, tmp_path, 0, 1)
    resumed.load(tmp_path / "state.pt")
    for _ in range(3):
        resumed.advance()
    assert resumed.pieces == straight.pieces
    for name, value in straight.model.state_dict().items():
        assert torch.equal(value, resumed.model.state_dict()[name]), name
        assert torch.equal(straight.average[name], resumed.average[name]), name


def test_two_workers_interrupted_end_as_two_that_were_not(
    material: Material, tmp_path: Path
) -> None:
    shared = replace(TINY, share_every=2, save_every=4, look_every=400, budget=800)

    def interrupt(weights: Mapping[str, Any], pieces: int) -> Mapping[str, float]:
        raise InterruptedError

    looked = replace(material, look=lambda weights, pieces: dict.fromkeys(LANGUAGES, pieces))
    train(shared, looked, tmp_path / "straight", 2)
    with pytest.raises(ProcessRaisedException, match="InterruptedError"):
        train(shared, replace(material, look=interrupt), tmp_path / "halted", 2)
    states = []
    for name in ("straight", "halted"):
        train(shared, looked, tmp_path / name, 2)
        states.append(torch.load(tmp_path / name / "state.pt"))
    first, second = states
    assert first["counters"][:2] == second["counters"][:2]
    assert first["counters"][1] >= 800
    for part in ("model", "average"):
        for name, value in first[part].items():
            assert torch.equal(value, second[part][name]), (part, name)


def test_averaged_workers_learn(material: Material, tmp_path: Path) -> None:
    """What two workers know together: neither weights nor pieces seen by one are lost."""
    shared = replace(TINY, share_every=2, save_every=4, look_every=10**9, budget=1500)
    looked = replace(material, look=lambda weights, pieces: dict.fromkeys(LANGUAGES, pieces))
    train(shared, looked, tmp_path, 2)
    run = Run(TINY, material, tmp_path, 0, 1)
    before = np.mean([run.advance()[0] for _ in range(5)])
    run.load(tmp_path / "state.pt")
    after = np.mean([run.advance()[0] for _ in range(5)])
    assert after < before


def test_states_are_saved_when_workers_are_alike() -> None:
    with pytest.raises(ValueError, match="multiple of share_every"):
        Settings(share_every=30, save_every=100)


def test_training_lowers_the_loss_and_keeps_pad_at_zero(material: Material, tmp_path: Path) -> None:
    run = Run(TINY, material, tmp_path, 0, 1)
    first = np.mean([run.advance()[0] for _ in range(5)])
    for _ in range(40):
        run.advance()
    last = np.mean([run.advance()[0] for _ in range(5)])
    assert last < first
    assert not run.model.model.shared.weight[-1].any()


def test_schedule() -> None:
    settings = Settings(rate=1.0, warmup=100, cooldown=0.25)
    assert rate_at(50, 0.1, settings) == 0.5
    assert rate_at(500, 0.5, settings) == 1.0
    assert rate_at(900, 0.875, settings) == pytest.approx(0.5)
    assert mixture_at(0.0)["uz"]["short"] > mixture_at(0.9)["uz"]["short"]
    for begin in (0.0, 0.5, 0.9):
        for shares in mixture_at(begin).values():
            assert sum(shares.values()) == pytest.approx(1.0)


def test_variants_are_other_segmentations_of_the_same_pairs(vocabulary: Vocabulary) -> None:
    pairs = [*PAIRS, Pair("general", "sr", "The minister spoke.", "Министар је говорио.")]
    once = {(c.language, c.group): c for c in encode(pairs, vocabulary)}
    varied = {(c.language, c.group): c for c in encode(pairs, vocabulary, 3, 0.1)}
    assert len(varied["sr", "general"].sources) == 1
    for language in LANGUAGES:
        own = varied[language, "domain"]
        assert len(own.sources) == 4 * len(once[language, "domain"].sources)
        texts = {vocabulary.processor.decode(ids.tolist()) for ids in own.sources}
        assert texts >= set(ENGLISH)
        # Some have capitals on common words, as headlines do; nothing else is altered.
        assert {text.casefold().removesuffix(".") for text in texts} == {
            text.casefold().removesuffix(".") for text in ENGLISH
        }
        assert texts > set(ENGLISH)
        assert {tuple(ids) for ids in own.sources} > {
            tuple(ids) for ids in once[language, "domain"].sources
        }


def test_sentences_are_joined_on_both_sides(vocabulary: Vocabulary) -> None:
    corners = encode(PAIRS, vocabulary)
    mixture = {name: {"domain": 1.0} for name in LANGUAGES}
    counts = set()
    stream = Stream(corners, vocabulary, mixture, 400, digit_noise=0, joined=0.5, pool=60)
    for _, batch in zip(range(6), stream, strict=False):
        for source, target in zip(batch.source.tolist(), batch.labels.tolist(), strict=True):
            ours = vocabulary.processor.decode([i for i in source[1:] if i < vocabulary.pad])
            theirs = vocabulary.processor.decode([i for i in target if i < vocabulary.pad])
            assert ours.count(".") == theirs.replace("2025. ", "2025 ").count(".") or "2025" in ours
            counts.add(ours.count("."))
    assert {1, 2} <= counts
