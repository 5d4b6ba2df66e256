"""Windows: every word in exactly one core, whatever the lengths."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.language.windows import LIMIT, batch_arrays, pack, shapes_of, word_shape


@given(st.lists(st.lists(st.integers(1, 40), min_size=1, max_size=90), min_size=1, max_size=12))
def test_every_word_is_in_exactly_one_core(lengths: list[list[int]]) -> None:
    pieces = [[7] * n for sentence in lengths for n in sentence]
    bounds, at = [], 0
    for sentence in lengths:
        bounds.append((at, at + len(sentence)))
        at += len(sentence)
    windows = pack(pieces, [1] * len(pieces), bounds)
    assert [i for w in windows for i in range(*w.core)] == list(range(len(pieces)))
    for w in windows:
        assert w.first <= w.core[0] < w.core[1] <= w.last
        assert len(w.pieces) == len(w.shapes) <= max(LIMIT, 224) + 2
        assert len(w.begins) == len(w.finishes) == len(w.sentences) == w.last - w.first


def test_shapes_tell_case_apart_and_headlines_from_text() -> None:
    assert len({word_shape(w) for w in ("army", "Army", "ARMY", "A", "McRae", "24", "...")}) == 7
    words = "Rebels Take Northern Capital Amid Heavy Fighting".split()
    assert min(shapes_of(words, [(0, len(words))])) > 8
    words = "The rebels took the northern capital of Ostra amid fighting".split()
    assert max(shapes_of(words, [(0, len(words))])) < 9


def test_batches_are_padded_with_nothing() -> None:
    windows = pack([[5], [6, 6], [7]], [1, 2, 3], [(0, 2), (2, 3)], window=3)
    arrays = batch_arrays(windows)
    assert arrays["pieces"].tolist() == [[101, 5, 6, 6, 102], [101, 7, 102, 0, 0]]
    assert arrays["begins"].tolist() == [[1, 2], [1, 0]]
    assert arrays["finishes"].tolist() == [[1, 3], [1, 0]]
