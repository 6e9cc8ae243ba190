"""A Hugging Face hub on loopback, with the faults that a network has."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

LARGE = (".safetensors", ".spm", ".bin", ".model")  # kept outside git, known by their SHA-256


@dataclass
class Repository:
    commit: str
    files: dict[str, bytes]


@dataclass
class FakeHub:
    repositories: dict[str, Repository] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)  # file → what its next GETs suffer
    requests: list[tuple[str, str, str | None]] = field(default_factory=list)  # method, file, Range
    url: str = ""

    def got(self, name: str) -> list[str | None]:
        """Return the Range of every GET of a file."""
        return [span for method, file, span in self.requests if method == "GET" and file == name]


@contextmanager
def serving(hub: FakeHub) -> Iterator[FakeHub]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"hub": hub}))
    server.daemon_threads = True
    hub.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def sibling(name: str, content: bytes) -> dict[str, Any]:
    blob = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
    entry: dict[str, Any] = {"rfilename": name, "size": len(content), "blobId": blob}
    if name.endswith(LARGE):
        digest = hashlib.sha256(content).hexdigest()
        entry["lfs"] = {"size": len(content), "sha256": digest, "pointerSize": 134}
    return entry


class _Handler(BaseHTTPRequestHandler):
    hub: FakeHub
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        path = unquote(self.path.partition("?")[0])
        for name, repository in self.hub.repositories.items():
            if path.startswith(f"/api/models/{name}"):
                return self.listing(name, repository)
            if path.startswith(f"/{name}/resolve/{repository.commit}/"):
                return self.file(path.rpartition("/")[2], repository)
        return self.reply(404, b"{}", {"X-Error-Code": "RepoNotFound"})

    def listing(self, name: str, repository: Repository) -> None:
        siblings = [sibling(*item) for item in repository.files.items()]
        content = {"id": name, "modelId": name, "sha": repository.commit, "siblings": siblings}
        self.reply(200, json.dumps(content).encode(), {"Content-Type": "application/json"})

    def file(self, name: str, repository: Repository) -> None:
        span = self.headers.get("Range")
        self.hub.requests.append((self.command, name, span))
        content = repository.files[name]
        headers = {
            "X-Repo-Commit": repository.commit,
            "ETag": f'"{sibling(name, content)["blobId"]}"',
        }
        if self.command == "HEAD":
            return self.reply(200, content, headers)
        faults = self.hub.faults.get(name, [])
        fault = faults.pop(0) if faults else None
        start = int(span.removeprefix("bytes=").partition("-")[0]) if span else 0
        if fault == "altered":
            content = b"#" * len(content)
        elif fault in ("cut", "stall"):
            self.send_response(200 if start == 0 else 206)
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            self.wfile.write(content[start : (start + len(content)) // 2])
            self.wfile.flush()
            if fault == "stall":
                time.sleep(3)
            self.close_connection = True
            return None
        if span:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
            return self.reply(206, content[start:], headers)
        return self.reply(200, content, headers)

    def reply(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)
