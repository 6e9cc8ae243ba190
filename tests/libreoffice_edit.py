"""Edits a document as a person at LibreOffice would: run by a Python that has its `uno`.

libreoffice_edit.py FILE PROFILE CELL WORDS [CELL WORDS …]
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno


def option(name: str, value: object) -> Any:
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def connected(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(150):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001  it is still starting
            time.sleep(0.2)
    raise SystemExit("LibreOffice did not start")


def main(file: str, profile: str, *edits: str) -> None:
    pipe = f"briefing{Path(profile).name}"
    office = subprocess.Popen(
        [
            *("soffice", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"),
            f"-env:UserInstallation=file://{profile}",
        ],
        stderr=subprocess.DEVNULL,
    )
    context = connected(pipe)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    url = uno.systemPathToFileUrl(file)
    document = desktop.loadComponentFromURL(url, "_blank", 0, (option("Hidden", True),))
    table = document.getTextTables().getByIndex(0)
    for cell, words in zip(edits[::2], edits[1::2], strict=True):
        table.getCellByName(cell).setString(words)
    document.storeToURL(url, (option("FilterName", "MS Word 2007 XML"),))
    document.close(True)
    with contextlib.suppress(Exception):  # it is gone before it can answer
        desktop.terminate()
    office.wait(30)


if __name__ == "__main__":
    main(*sys.argv[1:])
