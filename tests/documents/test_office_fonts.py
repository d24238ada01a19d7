"""The office's own fonts come first where they are installed; a fresh process looks for them."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from fontTools.ttLib import TTFont as FontFile

from liaison_desktop import paths

ASK = """
import json
from liaison_desktop.documents.fonts import Style, used_files
from liaison_desktop.documents.text import runs
files = {style.name: path.name for style, path in used_files().items()}
print(json.dumps([files, [run.face.name for run in runs("张𬭊", Style.HEI)]]))
"""


@pytest.fixture
def folders(tmp_path):
    """The font folders of this person, on Linux and on Windows."""
    places = [tmp_path / ".fonts", tmp_path / "Microsoft" / "Windows" / "Fonts"]
    for place in places:
        place.mkdir(parents=True)
    return places


def ask(home):
    environment = os.environ | {"HOME": str(home), "LOCALAPPDATA": str(home)}
    command = [sys.executable, "-c", ASK]
    root = paths.resource("fonts").parent.parent
    answer = subprocess.run(
        command, cwd=root, env=environment, check=True, capture_output=True, text=True
    )
    return json.loads(answer.stdout)


def test_an_installed_face_is_used_and_the_bundled_ones_stand_behind_it(tmp_path, folders):
    for folder in folders:
        shutil.copy(paths.resource("fonts", "FandolFang-Regular.ttf"), folder / "simhei.ttf")
    files, faces = ask(tmp_path)
    assert files["HEI"] == "simhei.ttf"
    assert files["PLAIN"] == "NotoSansSC-Regular.ttf"
    assert faces == ["simhei", "NotoSansSC-Bold-subset"]


def test_what_may_not_or_cannot_be_embedded_is_passed_over(tmp_path, folders):
    for folder in folders:
        (folder / "simkai.ttf").write_bytes(b"not a font")
        with FontFile(paths.resource("fonts", "NotoSansSC-Bold-subset.ttf")) as font:
            font["OS/2"].fsType = 2
            font.save(folder / "simhei.ttf")
    files, _ = ask(tmp_path)
    assert files["KAI"] == "LXGWWenKai-Regular.ttf"
    assert files["HEI"] == "NotoSansSC-Bold-subset.ttf"
