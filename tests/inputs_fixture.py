"""Documents in folders and archives."""

from __future__ import annotations

import zipfile
from pathlib import Path

from kg.inputs.found import Found

PLAN = """丁城市托育工作要点

一、办好托育机构。新建托育机构2所。（牵头单位：市卫生健康委，配合单位：市教育局）
二、培训保育人员。（牵头单位：市人力资源和社会保障局）
"""


def write(folder: Path, **texts: str) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name.replace("__", ".") for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def zipped(path: Path, **members: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return path


def names(found: Found) -> list[str]:
    return [document.name for document in found.documents]
