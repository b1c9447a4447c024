"""What has to hold before the product starts: a safe address, a free port, a broker that keeps its messages."""

from __future__ import annotations

import ipaddress
import socket
import time

from gongkai.adapters import broker

# What was killed a moment ago may still be about to let go of its port (seconds).
_LETTING_GO, _LOOK = 2.0, 0.2


class CannotStart(Exception):
    """The product cannot be started as asked; the sentence in Chinese and in English says what can be done."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(en)


def check_host(host: str) -> None:
    """CannotStart for an address that others can reach: there are no keys yet that would keep them out."""
    try:
        inside = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        inside = False
    if not inside:
        raise CannotStart(
            f"拒绝监听 {host}：单机模式没有访问密钥，只能监听 127.0.0.1。",
            f"Refusing to listen on {host}: without access keys only 127.0.0.1 is allowed.",
        )


def check_broker(address: str) -> None:
    """CannotStart for a server that throws messages away when its memory is full."""
    if broker.evicts(address):
        raise CannotStart(
            "REDIS_URL 的服务器在内存用尽时会丢弃消息，请设置 maxmemory-policy noeviction。",
            "The server of REDIS_URL throws messages away when its memory is full: set maxmemory-policy noeviction.",
        )


def check_port(host: str, port: int) -> None:
    """CannotStart when another program listens on the port, and does not stop within a moment."""
    end = time.monotonic() + _LETTING_GO
    while problem := _problem_with(host, port):
        if time.monotonic() > end:
            raise CannotStart(
                f"端口 {port} 已被占用，请用 GONGKAI_PORT 换一个端口。",
                f"Port {port} is taken ({problem}); choose another one with GONGKAI_PORT.",
            )
        time.sleep(_LOOK)


def _problem_with(host: str, port: int) -> str | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            return problem.strerror or "?"
    return None
