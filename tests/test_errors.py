from __future__ import annotations

import pytest

from briefing import errors


def everything_below(kind: type) -> list[type]:
    children = kind.__subclasses__()
    return [kind, *(deeper for child in children for deeper in everything_below(child))]


@pytest.mark.parametrize("kind", everything_below(errors.BriefingError))
def test_every_error_names_subject_problem_and_remedy(kind: type[errors.BriefingError]) -> None:
    assert str(kind("a.pdf", "is encrypted", "Give its password")) == (
        "a.pdf: is encrypted. Give its password."
    )
    assert kind.exit_code == (1 if issubclass(kind, errors.ArticleError) else 2)


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    drawn = [
        word
        for line in (errors.__doc__ or "").splitlines()
        for word in line.split()
        if word.endswith("Error")
    ]
    assert sorted(drawn) == sorted(kind.__name__ for kind in everything_below(errors.BriefingError))
