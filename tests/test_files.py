"""Reading a project's folder, and writing a site without harm to anything else."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePosixPath

import pytest

from site_builder.diagnostics import Rule
from site_builder.files.errors import OutputRefused, ProjectNotFound
from site_builder.files.output_folder import check_output
from site_builder.files.reading import read_files
from site_builder.files.site_paths import MANIFEST
from site_builder.files.writing import write_files
from site_builder.scanned_paths import scanned_paths

BUNDLED = ("csl", "fonts", "templates")


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())


def own_names(folder: Path) -> list[str]:
    files, diagnostics = read_files(folder)
    assert diagnostics == ()
    return [str(path) for path in files if path.parts[0] not in BUNDLED]


def site(**pages: str) -> dict[PurePosixPath, bytes]:
    """`site(a="1")` is a site with the page a.html."""
    return {PurePosixPath(f"{name.replace('_', '/')}.html"): text.encode() for name, text in pages.items()}


def tree(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in sorted(found.items()) if name != str(MANIFEST)}


# Reading


def test_reads_what_a_review_is_made_of_in_order(tmp_path: Path) -> None:
    put(tmp_path, "review.yaml", "references.bib", "notes.md", "house.csl", "literature/more.bib")
    put(tmp_path, "content/20-methods.md", "content/10-introduction.md", "content/images/a.png", "content/data.csv")
    put(tmp_path, "setup.py", "data.csv", "literature/notes.md", "review.yaml.txt")
    assert own_names(tmp_path) == [
        "content/10-introduction.md",
        "content/20-methods.md",
        "content/data.csv",
        "content/images/a.png",
        "house.csl",
        "literature/more.bib",
        "notes.md",
        "references.bib",
        "review.yaml",
    ]


def test_reads_a_bibliography_that_is_named_beyond_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    put(tmp_path, "up.bib", "home/Zotero/all my works.bib", "top.bib", "project/a/b.bib")
    put(tmp_path, "secret.json", "up.md", "other.bib", "no.txt")
    folder = tmp_path / "project"
    texts = {
        "a/paper.md": "---\nbibliography:\n  - ../../up.bib\n  - 'b.bib'\n  - ../b.bib\ntitle: ../other\n---\n",
        "_quarto.yml": f'bibliography: ["~/Zotero/all my works.bib", {tmp_path}/top, ../secret.json, ../no.txt]\n',
        "notes.md": "Of a bibliography: ../other.bib\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    outside = {f"{tmp_path}/home/Zotero/all my works.bib", f"{tmp_path}/top.bib", "../up.bib"}
    assert set(own_names(folder)) == {"_quarto.yml", "a/b.bib", "a/paper.md", "notes.md"} | outside


@pytest.mark.parametrize(
    "named",
    [
        "bibliography: ../Ann's own library.bib # of all works",
        "bibliography: ./../Ann's own library.bib\r",
        "bibliography:\n- ../Ann's own library",
        "bibliography: [../Ann's own library.bib , a.bib]",
        "'bibliography': \"../Ann's own library.bib\"",
    ],
)
def test_a_bibliography_beyond_the_folder_may_be_named_in_any_way(tmp_path: Path, named: str) -> None:
    put(tmp_path, "Ann's own library.bib", "project/a.bib")
    (tmp_path / "project/a.md").write_bytes(f"---\n{named}\n---\n\nText.\n".encode())
    assert set(own_names(tmp_path / "project")) == {"a.bib", "a.md", "../Ann's own library.bib"}


@pytest.mark.parametrize("name", ['"../a\0b.bib"', "'../a\0b.bib'", "../a\0b.bib", f"../{'a' * 400}.bib"])
def test_a_name_that_no_file_can_have_is_none_of_a_bibliography(tmp_path: Path, name: str) -> None:
    put(tmp_path, "project/a.bib")
    (tmp_path / "project/a.md").write_text(f"---\nbibliography: {name}\n---\n", encoding="utf-8")
    assert set(own_names(tmp_path / "project")) == {"a.bib", "a.md"}


def test_a_note_beside_its_folder_is_read_to_be_reported(tmp_path: Path) -> None:
    put(tmp_path, "content/a.md", "studies/hall2017.md", "drafts/a.md")
    assert own_names(tmp_path) == ["content/a.md", "studies/hall2017.md"]


def test_letters_with_accents_are_one_character_in_names_however_the_disk_spells_them(tmp_path: Path) -> None:
    put(tmp_path, "content/studies/mu\u0308ller2020.md", "content/a\u0308.md", "content/\u00e4.md")
    assert own_names(tmp_path) == ["content/a\u0308.md", "content/studies/m\u00fcller2020.md", "content/\u00e4.md"]


def test_leaves_out_what_is_hidden_built_installed_or_a_backup(tmp_path: Path) -> None:
    put(tmp_path, ".git/a.bib", ".hidden.bib", "content/.DS_Store", "content/.drafts/a.md", "content/a.md~")
    put(tmp_path, "content/~$a.docx", "content/#a.md#", "content/a.md.orig", "references.bib.bak", "content/Thumbs.db")
    put(tmp_path, "node_modules/a.bib", "content/__pycache__/a.pyc")
    put(tmp_path, "environment/pyvenv.cfg", "environment/lib/a.csl")
    put(tmp_path, f"public/{MANIFEST}", "public/references.bib")
    assert own_names(tmp_path) == []


def test_a_folder_of_the_authors_own_was_skipped_for_the_name_that_sites_have(tmp_path: Path) -> None:
    put(tmp_path, "_quarto.yml", "output/plot.png", "output/references.bib", f"site/{MANIFEST}", "site/plot.png")
    assert own_names(tmp_path) == ["_quarto.yml", "output/plot.png", "output/references.bib"]


def test_bundled_data_lies_under_the_project(tmp_path: Path) -> None:
    put(tmp_path, "csl/styles/apa.csl")
    files, _ = read_files(tmp_path)
    assert files[PurePosixPath("csl/styles/apa.csl")] == b"csl/styles/apa.csl"
    assert b"<style" in files[PurePosixPath("csl/styles/modern-language-association.csl")]
    assert b"independent-parent" in files[PurePosixPath("csl/styles/dependent/nature-chemistry.csl")]
    assert b"<locale" in files[PurePosixPath("csl/locales/locales-en-US.xml")]
    assert len(files) == len(list(files)) == len(set(files))
    assert PurePosixPath("csl/styles/no-such-style.csl") not in files
    with pytest.raises(KeyError):
        files[PurePosixPath("csl/styles/no-such-style.csl")]


def test_bundled_styles_are_found_by_name_and_not_gone_through(tmp_path: Path) -> None:
    put(tmp_path, "content/index.md", "csl/styles/own.csl")
    files, _ = read_files(tmp_path)
    paths = list(scanned_paths(files))
    assert {path.parts[0] for path in paths} >= {"content", "csl", "templates"}
    assert [str(path) for path in paths if path.parts[0] == "csl"] == ["csl/styles/own.csl"]
    every = set(files)
    assert every > {*paths, PurePosixPath("csl/styles/apa.csl"), PurePosixPath("csl/locales/locales-de-DE.xml")}
    assert all(path in files for path in every)


def test_own_templates_override_the_default_theme_file_by_file(tmp_path: Path) -> None:
    theme = read_files(tmp_path)[0]
    names = [path for path in theme if path.parts[0] == "templates"]
    put(tmp_path, str(names[0]))
    files, _ = read_files(tmp_path)
    assert files[names[0]] == str(names[0]).encode()
    assert [files[name] for name in names[1:]] == [theme[name] for name in names[1:]]


def test_the_packages_whose_data_we_use_are_not_imported(tmp_path: Path) -> None:
    before = set(sys.modules)
    files, _ = read_files(tmp_path)
    assert files[PurePosixPath("csl/styles/apa.csl")]
    assert not {name for name in set(sys.modules) - before if name.startswith("citeproc")}


def test_links_to_folders_are_followed_in_content_only_and_loops_end(tmp_path: Path) -> None:
    project, elsewhere = tmp_path / "project", tmp_path / "elsewhere"
    put(project, "content/a.md")
    put(elsewhere, "b.png", "c.bib")
    (project / "content/images").symlink_to(elsewhere)
    (project / "content/loop").symlink_to(project)
    (project / "elsewhere").symlink_to(elsewhere)
    (project / "references.bib").symlink_to(elsewhere / "c.bib")
    assert own_names(project) == ["content/a.md", "content/images/b.png", "content/images/c.bib", "references.bib"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_unreadable_input_is_reported(tmp_path: Path) -> None:
    put(tmp_path, "content/a.md", "references.bib/a.txt")
    (tmp_path / "content/gone.md").symlink_to("nowhere.md")
    os.mkfifo(tmp_path / "content/pipe.md")
    put(tmp_path, "content/two\nlines.md")
    files, diagnostics = read_files(tmp_path)
    assert PurePosixPath("content/a.md") in files
    assert [(found.rule, found.location.path, found.message) for found in diagnostics] == [
        (Rule.UNREADABLE_FILE, "content/gone.md", "This could not be read: no such file or directory."),
        (Rule.UNREADABLE_FILE, "content/pipe.md", "This could not be read: it is not a regular file."),
        (
            Rule.UNREADABLE_FILE,
            "content/two\nlines.md",
            "This could not be read: its name contains a character that no address can contain.",
        ),
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file's name is always Unicode")
def test_a_name_that_is_not_unicode_is_reported(tmp_path: Path) -> None:
    put(tmp_path, "content/a.md")
    with open(os.fsencode(tmp_path) + b"/content/caf\xe9.md", "wb"):
        pass
    _, diagnostics = read_files(tmp_path)
    assert [found.location.path for found in diagnostics] == [r"content/caf\udce9.md"]


def test_a_project_must_be_a_folder(tmp_path: Path) -> None:
    put(tmp_path, "file")
    for name in ("file", "nowhere"):
        with pytest.raises(ProjectNotFound, match=name):
            read_files(tmp_path / name)


# Writing


def test_writes_only_what_differs(tmp_path: Path) -> None:
    out = tmp_path / "deep/output"
    done = write_files(site(index="home", studies_a="a", studies_b="b"), out)
    assert [len(done.written), len(done.unchanged), len(done.deleted)] == [3, 0, 0]
    assert tree(out) == {"index.html": b"home", "studies/a.html": b"a", "studies/b.html": b"b"}

    times = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    again = write_files(site(index="home", studies_a="a", studies_b="b"), out)
    assert [len(again.written), len(again.unchanged)] == [0, 3]
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == times

    changed = write_files(site(index="home", studies_a="other", studies_b="b"), out)
    assert [str(path) for path in changed.written] == ["studies/a.html"]
    assert tree(out)["studies/a.html"] == b"other"


def test_deletes_what_it_wrote_and_is_no_longer_wanted(tmp_path: Path) -> None:
    write_files(site(index="home", studies_a="a", studies_b="b", old_deep_c="c"), tmp_path)
    put(tmp_path, "CNAME", "old/by-hand.txt")
    done = write_files(site(index="home", studies_a="a"), tmp_path)
    assert [str(path) for path in done.deleted] == ["old/deep/c.html", "studies/b.html"]
    assert list(tree(tmp_path)) == ["CNAME", "index.html", "old/by-hand.txt", "studies/a.html"]
    assert not (tmp_path / "old/deep").exists()


def test_a_page_may_become_a_folder_and_back(tmp_path: Path) -> None:
    page, folder = {PurePosixPath("methods"): b"page"}, {PurePosixPath("methods/index.html"): b"folder"}
    for wanted in (page, folder, page):
        write_files(wanted, tmp_path)
        assert tree(tmp_path) == {str(path): data for path, data in wanted.items()}


def test_new_files_get_the_usual_permissions_and_leave_no_litter(tmp_path: Path) -> None:
    put(tmp_path, "usual")
    write_files(site(index="home"), tmp_path / "output")
    assert (tmp_path / "output/index.html").stat().st_mode == (tmp_path / "usual").stat().st_mode
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == [str(MANIFEST), "index.html"]


@pytest.mark.parametrize("name", ["z.html/notes.txt", "b", "b.html", "deep"])
def test_a_foreign_file_whose_name_the_site_needs_is_refused_and_kept(tmp_path: Path, name: str) -> None:
    out = tmp_path / "output"
    write_files(site(a="old"), out)
    put(out, name)
    before = tree(out)
    with pytest.raises(OutputRefused, match=name.partition("/")[0]):
        write_files({**site(b="new", b_inner="new", z="new", deep_c="new"), PurePosixPath("z.html"): b"new"}, out)
    assert tree(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_manifest_cannot_make_it_delete_elsewhere(tmp_path: Path) -> None:
    out = tmp_path / "output"
    write_files(site(index="home"), out)
    put(tmp_path, "precious.txt", "elsewhere/precious.txt")
    (out / "linked").symlink_to(tmp_path / "elsewhere")
    with (out / MANIFEST).open("a") as manifest:
        manifest.write(f"../precious.txt\n{tmp_path}/precious.txt\nlinked/precious.txt\n.\n\nlinked\n")
    done = write_files(site(index="home"), out)
    assert (tmp_path / "precious.txt").exists()
    assert (tmp_path / "elsewhere/precious.txt").exists()
    assert [str(path) for path in done.deleted] == ["linked"]


def test_a_link_in_the_output_cannot_make_it_write_elsewhere(tmp_path: Path) -> None:
    out = tmp_path / "output"
    write_files(site(index="home"), out)
    put(tmp_path, "elsewhere/precious.txt")
    (out / "studies").symlink_to(tmp_path / "elsewhere")
    (out / "a.html").symlink_to(tmp_path / "elsewhere/precious.txt")
    for files, named in ((site(studies_a="a"), "studies"), (site(a="a"), "a.html")):
        with pytest.raises(OutputRefused, match=named):
            write_files(files, out)
    assert tree(tmp_path / "elsewhere") == {"precious.txt": b"elsewhere/precious.txt"}


@pytest.mark.parametrize("address", ["../up.html", "/root.html", "a/../../b.html", "two\nlines.html", str(MANIFEST)])
def test_an_address_outside_the_site_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(OutputRefused, match="address"):
        write_files({PurePosixPath(address): b""}, tmp_path / "output")


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "photos/a.jpg", "file", f"other/{MANIFEST}")
    for name, reason in (("photos", "not built by"), ("other", "not built by"), ("file", "is a file")):
        with pytest.raises(OutputRefused, match=reason):
            write_files(site(index="home"), tmp_path / name)
    assert tree(tmp_path / "photos") == {"a.jpg": b"photos/a.jpg"}


def test_an_empty_folder_and_a_fresh_git_worktree_are_taken(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    put(tmp_path, "worktree/.git")
    for name in ("empty", "worktree"):
        assert write_files(site(index="home"), tmp_path / name).written
    assert (tmp_path / "worktree/.git").exists()


def test_the_project_the_home_folder_and_the_root_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, home = tmp_path / "work/project", tmp_path / "home"
    project.mkdir(parents=True)
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    (tmp_path / "way-in").symlink_to(project)
    for folder, reason in (
        (project, "is the project itself"),
        (tmp_path / "way-in", "is the project itself"),
        (tmp_path / "work", "has the project inside it"),
        (home, "home folder"),
        (Path(tmp_path.anchor), "root of the disk"),
    ):
        with pytest.raises(OutputRefused, match=reason):
            check_output(folder, project)
    check_output(project / "output", project)
