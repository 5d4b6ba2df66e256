"""Codebooks: what is read, what is refused with its place, what a change of one changes."""

from pathlib import Path

import pytest

from sayso.errors import DataError
from sayso.events.checking import check_codebook
from sayso.events.codebook import Codebook, load

SMALL = Path(__file__).parent / "codebooks" / "small.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small").mkdir()
    (tmp_path / "small.toml").write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "small" / "frames.toml").write_text((SMALL.parent / "small" / "frames.toml").read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def changed(folder: Path, old: str, new: str, name: str = "small.toml") -> Codebook:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return load(folder / "small.toml")


def test_a_codebook_is_read_with_its_types_frames_and_lists() -> None:
    book = load(SMALL)
    assert book.identity.startswith("small-1+")
    assert len(book.identity) == len("small-1+") + 12
    assert book.types["HELP"].recipient
    assert book.types["MEET"].future == "PLEDGE"
    assert book.classes["weapon"] == {"rifle", "mortar", "rocket launcher"}
    assert book.acts["accuse"].type == "BLAME"
    assert book.statuses["directive"].type == "ASK"
    assert [frame.order for frame in book.frames] == list(range(len(book.frames)))
    assert book.frames[0].rule == "codebook/hit-attack"


def test_codes_come_from_the_frame_then_the_mode_then_the_type() -> None:
    book = load(SMALL)
    assert book.cameo_of("HIT", ("air",)) == "195"
    assert book.cameo_of("HIT", ()) == "19"
    assert book.intensity_of("HIT", ("take",)) == -7.5
    assert book.intensity_of("HIT", ("air",)) == -9.0


def test_the_hash_is_over_all_files(folder: Path) -> None:
    before = load(SMALL).hash
    assert load(folder / "small.toml").hash == before
    (folder / "other").mkdir()
    (folder / "other" / "small").mkdir()
    (folder / "other" / "small.toml").write_bytes((folder / "small.toml").read_bytes())
    (folder / "other" / "small" / "frames.toml").write_bytes((folder / "small" / "frames.toml").read_bytes() + b"\n# more\n")
    assert load(folder / "other" / "small.toml").hash != before


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('quad = "material conflict"', 'quad = "war"', "quad"),
        ("[contexts.military]", "[context.military]", "context"),
        ('"small/frames.toml"', '"small/none.toml"', "cannot be read"),
        ('"small/frames.toml"', '"../../small/frames.toml"', "outside"),
        ('future = "PLEDGE"', 'future = "NOTHING"', "NOTHING"),
        ("accuse =", "accuze =", "accuze"),
        ("[codebook]", "[codebook", "no TOML"),
        ("intensity = -9.0", 'intensity = "much"', "number"),
        ('object = ["carry out"', 'objects = ["carry out"', "objects"),
        ("[topics.sport]\nwords = ", "[topics.sport]\nwords = 3 #", "words"),
    ],
)
def test_a_malformed_codebook_is_refused_with_its_place(folder: Path, old: str, new: str, word: str) -> None:
    with pytest.raises(DataError) as error:
        changed(folder, old, new)
    assert error.value.code == "S306"
    assert word in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('type = "HIT"\nverbs', 'type = "HID"\nverbs', "HID"),
        ('mode = ["air"]', 'mode = ["sea"]', "sea"),
        ('"@weather"', '"@wether"', "wether"),
        ('"#party"', '"#parti"', "parti"),
        ('id = "meet"', 'id = "help"', "two frames"),
        ('verbs = ["withdraw", "pull out"]', "", "verbs, nouns or adjectives"),
        ("reciprocal = true", "mutual = true", "mutual"),
        ("[[frame]]\nid", "[[frames]]\nid", "frames"),
    ],
)
def test_a_malformed_frame_is_refused_with_its_name(folder: Path, old: str, new: str, word: str) -> None:
    with pytest.raises(DataError) as error:
        changed(folder, old, new, "small/frames.toml")
    assert error.value.code == "S306"
    assert word in str(error.value)


def test_the_examples_of_the_small_codebook_come_out_as_they_say() -> None:
    assert check_codebook(SMALL) == ()


def test_check_names_what_is_wrong(folder: Path) -> None:
    path = folder / "small" / "frames.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('text = "A storm attacked the coast."', 'text = "A mob attacked the coast."')
    text = text.replace('recipient = "four soldiers"', 'recipient = "Rebels"')
    text += '\n[[frame]]\nid = "double"\ntype = "BLAME"\nverbs = ["withdraw"]\n'
    path.write_text(text, encoding="utf-8")
    found = [(problem.level, problem.where, problem.what) for problem in check_codebook(folder / "small.toml")]
    assert any(level == "error" and where == "hit-attack" and "negative" in what for level, where, what in found)
    assert any(level == "error" and where == "hit-take" and "recipient" in what for level, where, what in found)
    assert any(level == "warning" and where == "double" and "leave" in what for level, where, what in found)
    assert any(level == "error" and where == "double" and "no positive example" in what for level, where, what in found)


def test_check_of_a_broken_file_is_one_problem(folder: Path) -> None:
    (folder / "small.toml").write_text("[codebook", encoding="utf-8")
    problems = check_codebook(folder / "small.toml")
    assert [problem.level for problem in problems] == ["error"]
