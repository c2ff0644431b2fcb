#!/usr/bin/env python3
"""Measures ipcsh against C programs and common tools, side by side in one run, and prints a table.

    python3 Tests/Performance/measure.py [RUNS]

Builds the release configuration and the C programs beside this file (gcc or clang). Every figure is the median of RUNS
(default 9) alternating runs, three times as many where both are about as fast; the ratio is the median of the runs' own
ratios, which holds when the machine is not quiet.
Comparisons whose tool is not installed are left out.
"""

import contextlib
import json
import os
import pathlib
import random
import selectors
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 9
# Neighbours on a virtual machine take and give back a tenth of it from one second to the next.
CLOSE_RUNS = 3 * RUNS
REQUEST = r'{\"image\": {\"file\": \"C:/temp/example.jpg\", \"name\": \"Default\", \"focal_length\": \"50.0\"}}\004'
ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TERM": "dumb"}


def build(folder):
    """The release binary and the C programs."""
    subprocess.run(["swift", "build", "-c", "release", "--product", "ipcsh"], cwd=ROOT, check=True)
    binaries = subprocess.run(
        ["swift", "build", "-c", "release", "--show-bin-path"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    for name in ("exchange_client", "exchange_server", "websocket_client", "websocket_server"):
        subprocess.run(["cc", "-O2", "-o", folder / name, HERE / f"{name}.c"], check=True)
    # Measured as it is installed: what a linker has just written, piece by piece, is in the system's cache in so small
    # pages that each start takes a sixth longer, until the machine has forgotten it.
    return shutil.copy(pathlib.Path(binaries.stdout.strip()) / "ipcsh", folder)


def free_port():
    """A port below those that the system gives to connections: between two listeners such a one could be taken."""
    while True:
        port = random.randrange(10_000, 30_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


class Spoiled(Exception):
    """A run that says nothing of ipcsh: a server that re-binds met its own last connection and gave up, as the vendor's
    would, or the C client met a reset that it does not forgive."""


class Server:
    """A C server; `executed` holds its count once it was stopped."""

    def __init__(self, folder, *mode, program="exchange_server"):
        command = [folder / program, str(free_port()), *mode]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())
        self.executed = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is not None:
            raise Spoiled()
        self.process.send_signal(signal.SIGTERM)
        self.executed = int(self.process.stdout.read())
        self.process.wait()


def seconds(command, **options):
    """How long a whole process takes; it must succeed."""
    start = time.perf_counter()
    subprocess.run(
        command, check=True, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **options
    )
    return time.perf_counter() - start


def c_client_seconds(folder, server, count, *mode):
    """How long the C client takes for its exchanges."""
    try:
        return seconds([folder / "exchange_client", str(server.port), str(count), *mode])
    except subprocess.CalledProcessError:
        raise Spoiled()


def surviving(run):
    """What a run measures that nothing spoils."""
    for _ in range(10):
        try:
            return run()
        except Spoiled:
            pass
    raise Spoiled()


def alternate(ours, theirs, runs=RUNS):
    """Runs two measurements in turn, after one that does not count."""
    pairs = [(surviving(ours), surviving(theirs)) for _ in range(runs + 1)]
    return pairs[1:]


def row(work, unit, pairs, wanted):
    """A line of the table; `wanted` says what the ratio should be."""
    ratio = statistics.median(mine / other for mine, other in pairs)
    mine, other = (statistics.median(values) for values in zip(*pairs))
    print(f"| {work} | {mine:.4g} {unit} | {other:.4g} {unit} | {ratio:.2f} | {wanted} |", flush=True)


def whole_processes(ipcsh, folder):
    with Server(folder) as server:
        ours = lambda: 1000 * seconds([ipcsh, "image", "C:/temp/example.jpg", "--to", f"127.0.0.1:{server.port}"])
        if shutil.which("nc"):
            pipeline = f'printf "{REQUEST}" | nc -N 127.0.0.1 {server.port}'
            row("`ipcsh image` against `printf … \\| nc -N`", "ms",
                alternate(ours, lambda: 1000 * seconds(["sh", "-c", pipeline])), "≤ 1.1")
        if shutil.which("redis-server") and shutil.which("redis-cli"):
            port = str(free_port())
            redis = subprocess.Popen(["redis-server", "--port", port, "--save", ""], stdout=subprocess.DEVNULL)
            try:
                while subprocess.run(["redis-cli", "-p", port, "ping"], capture_output=True).stdout != b"PONG\n":
                    time.sleep(0.05)
                row("`ipcsh image` against `redis-cli ping`", "ms",
                    alternate(ours, lambda: 1000 * seconds(["redis-cli", "-p", port, "ping"])), "≤ 0.7")
            finally:
                redis.terminate()


def script(ipcsh, folder, mode, count, wanted):
    """A script of single imports against a C client; every request must have been executed exactly once."""
    text = "".join("image C:/temp/example.jpg\n" for _ in range(count))
    (folder / "many.ipcsh").write_text(text)

    def ours():
        (folder / "r.jsonl").unlink(missing_ok=True)
        with Server(folder, *mode) as server:
            endpoint = f"127.0.0.1:{server.port}"
            took = seconds([ipcsh, "-q", "--to", endpoint, "--record", folder / "r.jsonl", folder / "many.ipcsh"])
        assert server.executed == count, f"ipcsh: {server.executed} of {count} executed"
        return count / took

    def theirs():
        with Server(folder, *mode) as server:
            took = c_client_seconds(folder, server, count)
        assert server.executed == count, f"C client: {server.executed} of {count} executed"
        return count / took

    name = "that re-binds after every exchange" if mode else "that keeps its listener"
    row(f"script of {count:,} `image`, recorded, against a C client; a server {name}", "/s",
        alternate(ours, theirs), wanted)


def session_of(path, count):
    """A recording of many imports."""
    with open(path, "w") as file:
        file.write('{"ipcsh":1,"created":"2026-11-22T08:00:00Z","tool":"ipcsh 0.1.0","via":"shell","to":"localhost:7000",'
                   '"mode":"one-shot"}\n')
        for n in range(1, count + 1):
            file.write(f'{{"n":{n},"request":{{"image":{{"file":"C:/scans/2026-11-22/camera-left/part-{n:07}.jpg",'
                       f'"name":"Default","focal_length":"50.0"}}}},"response":"O.k.","gap":{0.01 + n % 97 / 1000:.6f},'
                       f'"ms":{1 + n % 1013 / 100:.3f}}}\n')
        file.write(f'{{"end":{count}}}\n')


def peak_memory(command):
    """The most that a process had resident, in MiB."""
    process = subprocess.Popen(command, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, f"{command[0]}: status {status}"
    return usage.ru_maxrss / 1024


def sessions(ipcsh, folder, count):
    """Commands that go through a whole session, each against what a person would write for jq."""
    if not shutil.which("jq"):
        return
    path, other = folder / "session.jsonl", folder / "other.jsonl"
    session_of(path, count)
    shutil.copy(path, other)
    megabytes = path.stat().st_size / 1e6
    pattern = r"part-0*[1-9]\d{2}7\.jpg"
    exchanges = "select(.n)"
    works = [
        (["check", path], ["-c", "."], "≥ 25"),
        (["show", path, "--match", pattern], ["-c", f'{exchanges} | select(.request | tostring | test("part-0*[1-9][0-9]{{2}}7[.]jpg"))'],
         "≥ 15"),
        (["stats", path], ["-n", "reduce (inputs | select(.n)) as $e ({}; .[$e.response] += 1 | .ms += $e.ms)"], "≥ 10"),
        (["export", path, "--csv"],
         ["-r", f"{exchanges} | [.n, .request.image.file, (.request | tostring), .response, .ms] | @csv"], "≥ 8"),
        (["list", folder], ["-c", "."], "≥ 100"),
    ]
    peaks = []
    for words, program, wanted in works:
        ours, theirs = [ipcsh, "session"] + words, ["jq"] + program + [path]
        # Two files are listed: what jq takes for them is twice what it takes for one.
        files = 2 if words[0] == "list" else 1
        name = " ".join(str(word) for word in words if word != path and word != folder)
        row(f"`session {name}` of {count:,} exchanges against jq", "MB/s",
            alternate(lambda: files * megabytes / seconds(ours), lambda: megabytes / seconds(theirs), 3), wanted)
        peaks.append(f"{words[0]} {peak_memory(ours):.0f}")
    diff = [ipcsh, "session", "diff", path, other]
    times = [seconds(diff) for _ in range(3)]
    peaks.append(f"diff {peak_memory(diff):.0f}")
    print(f"\n`session diff` of two sessions of {megabytes:.0f} MB takes {statistics.median(times):.2f} s (wanted: ≤ 2)")
    print(f"MiB resident at most: {', '.join(peaks)} (wanted: < 64 but for diff)")
    path.unlink()
    other.unlink()


def load(ipcsh, server, count, *options, scheme=""):
    """The exchanges per second of a load test."""
    endpoint = f"{scheme}127.0.0.1:{server.port}"
    command = [ipcsh, "bench", "-q", "--to", endpoint, "--requests", str(count), *options]
    return count / seconds(command)


def bench(ipcsh, folder, mode, count, wanted):
    """A load test over one connection after the other, or over one for all, against a C client."""
    flags = ["--keep-alive"] if mode else []

    def ours():
        with Server(folder, *mode) as server:
            rate = load(ipcsh, server, count, *flags, "image", "C:/temp/example.jpg")
        assert server.executed == count, f"ipcsh: {server.executed} of {count} executed"
        return rate

    def theirs():
        with Server(folder, *mode) as server:
            took = c_client_seconds(folder, server, count, *mode)
        assert server.executed == count, f"C client: {server.executed} of {count} executed"
        return count / took

    name = "over one connection" if mode else "one connection each"
    row(f"`bench` of {count:,}, {name}, against a C client", "/s", alternate(ours, theirs, CLOSE_RUNS), wanted)


def bench_websocket(ipcsh, folder, count, wanted):
    """A load test over one WebSocket connection, against a C client that sends the same frames."""
    def ours():
        with Server(folder, program="websocket_server") as server:
            rate = load(ipcsh, server, count, "image", "C:/temp/example.jpg", scheme="ws://")
        assert server.executed == count, f"ipcsh: {server.executed} of {count} executed"
        return rate

    def theirs():
        with Server(folder, program="websocket_server") as server:
            took = seconds([folder / "websocket_client", str(server.port), str(count)])
        assert server.executed == count, f"C client: {server.executed} of {count} executed"
        return count / took

    row(f"`bench` of {count:,} over one WebSocket connection, against a C client", "/s",
        alternate(ours, theirs, CLOSE_RUNS), wanted)


def recorded(ipcsh, folder, count):
    """What recording costs a load test."""
    record = folder / "r.jsonl"

    def rate(server, *options):
        return load(ipcsh, server, count, *options, "image", "C:/temp/example.jpg")

    def ours(server):
        record.unlink(missing_ok=True)
        return rate(server, "--record", record)

    with Server(folder) as server:
        row(f"`bench` of {count:,}, recorded, against the same unrecorded", "/s",
            alternate(lambda: ours(server), lambda: rate(server), CLOSE_RUNS), "≥ 0.9")


def replayed(ipcsh, folder, count):
    """A replay beside a load test with the same requests."""
    session = folder / "many.jsonl"
    session_of(session, count)
    with Server(folder) as server:
        replay = [ipcsh, "replay", session, "--pace", "max", "--to", f"127.0.0.1:{server.port}"]
        row(f"`replay --pace max` of {count:,} exchanges against `bench`", "/s",
            alternate(lambda: count / seconds(replay), lambda: load(ipcsh, server, count, "--session", session)),
            "≥ 0.9")
    session.unlink()


def resident(process):
    """What a process has resident, in MiB."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


@contextlib.contextmanager
def listening(ipcsh, folder, *command, scheme=""):
    """A server of ipcsh's that listens: its process and its port."""
    ready = folder / "ready"
    ready.unlink(missing_ok=True)
    process = subprocess.Popen([ipcsh, *command, "--listen", f"{scheme}127.0.0.1:0", "-q", "--ready-file", ready],
                               env=ENVIRONMENT, stderr=subprocess.DEVNULL)
    try:
        # It gets its name when all of it is there.
        while not ready.exists():
            assert process.poll() is None, f"{command[0]} has ended"
            os.sched_yield()
        # With --control its address stands in the second line.
        yield process, *(line.rsplit(":", 1)[1] for line in ready.read_text().splitlines())
    finally:
        process.terminate()
        process.wait()


def wait_until_idle(process):
    """Waits until all threads of a process wait for something."""
    def states():
        for task in pathlib.Path(f"/proc/{process.pid}/task").iterdir():
            yield (task / "stat").read_text().rsplit(")", 1)[1].split()[0]

    while any(state != "S" for state in states()):
        os.sched_yield()


def idle_memory(ipcsh, folder):
    """A shell at its first prompt, and a mock server that nobody has asked."""
    controller, terminal = os.openpty()
    shell = subprocess.Popen([ipcsh], env=ENVIRONMENT | {"TERM": "xterm"}, stdin=terminal, stdout=terminal,
                             stderr=terminal, start_new_session=True)
    try:
        text = b""
        while b"7000" not in text:
            text += os.read(controller, 4096)
        with listening(ipcsh, folder, "mock") as (server, _):
            for process in (shell, server):
                wait_until_idle(process)
            print(f"\nresident when idle: shell {resident(shell):.1f} MiB, mock server {resident(server):.1f} MiB")
    finally:
        shell.kill()
        shell.wait()


def c_rate(folder, program, port, count, clients=1):
    """The exchanges per second of C clients."""
    start = time.perf_counter()
    command = [folder / program, str(port), str(count // clients)]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(clients)]
    assert all(client.wait() == 0 for client in running)
    return count / (time.perf_counter() - start)


def mock(ipcsh, folder, clients, count, wanted):
    """The mock server against a C server, asked by the same C clients."""
    rate = lambda port: c_rate(folder, "exchange_client", port, count, clients)
    with listening(ipcsh, folder, "mock") as (_, port), Server(folder) as server:
        row(f"mock server, asked by {clients} C client(s), against a C server", "/s",
            alternate(lambda: rate(port), lambda: rate(server.port), CLOSE_RUNS), wanted)


def mock_websocket(ipcsh, folder, count, wanted):
    """The mock server against a C server, asked by the same C client over one WebSocket connection."""
    rate = lambda port: c_rate(folder, "websocket_client", port, count)
    with listening(ipcsh, folder, "mock", scheme="ws://") as (_, port), \
            Server(folder, program="websocket_server") as server:
        row("mock server, asked over one WebSocket connection, against a C server", "/s",
            alternate(lambda: rate(port), lambda: rate(server.port), CLOSE_RUNS), wanted)


# The kinds of servers: how an endpoint begins, and the C programs.
SOCKET = ("", "exchange_client", "exchange_server")
WEBSOCKET = ("ws://", "websocket_client", "websocket_server")


def proxy(ipcsh, folder, near, far, count):
    """What a proxy adds to the exchanges of a C client with a C server of the same kind, or of the other."""
    scheme, client, _ = near
    far_scheme, far_client, program = far
    # Two, as one for WebSocket serves one connection at a time, and the proxy keeps its own.
    with Server(folder, program=program) as asked, Server(folder, program=program) as server:
        to = f"{far_scheme}127.0.0.1:{server.port}"
        with listening(ipcsh, folder, "proxy", "--to", to, scheme=scheme) as (_, port):
            pairs = alternate(lambda: 1000 / c_rate(folder, client, port, count),
                              lambda: 1000 / c_rate(folder, far_client, asked.port, count))
    added = statistics.median(through - direct for through, direct in pairs)
    through, direct = (statistics.median(values) for values in zip(*pairs))
    print(f"`proxy` from `{scheme}HOST` to `{far_scheme}HOST`: {through:.3f} ms for {direct:.3f} ms an exchange, "
          f"{added:.3f} ms more (wanted: < 0.2)")


class Caller:
    """A client of the control interface, over one connection."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", int(port)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __call__(self, method, path, body=""):
        head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        self.socket.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self.socket.recv(65536)
        head, answer = answer.split(b"\r\n\r\n", 1)
        length = int(head.lower().partition(b"content-length: ")[2].split(b"\r")[0] or 0)
        while len(answer) < length:
            answer += self.socket.recv(65536)
        return answer

    def rate(self, count, *call):
        """Calls per second."""
        start = time.perf_counter()
        for _ in range(count):
            self(*call)
        return count / (time.perf_counter() - start)


@contextlib.contextmanager
def streaming(port, count):
    """So many open streams of events, that are read."""
    streams = selectors.DefaultSelector()
    for _ in range(count):
        stream = socket.create_connection(("127.0.0.1", int(port)))
        stream.sendall(b"GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        stream.recv(65536)
        streams.register(stream, selectors.EVENT_READ)
    is_over = threading.Event()
    room = bytearray(1 << 20)

    def read():
        while not is_over.is_set():
            for key, _ in streams.select(0.1):
                key.fileobj.recv_into(room)

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
        for key in list(streams.get_map().values()):
            key.fileobj.close()


def control(ipcsh, folder, count):
    """What the control interface costs, and how fast it is."""
    rate = lambda port: c_rate(folder, "exchange_client", port, count)
    with listening(ipcsh, folder, "mock") as (_, plain), \
            listening(ipcsh, folder, "mock", "--control", "127.0.0.1:0") as (process, port, control):
        both = lambda: alternate(lambda: rate(port), lambda: rate(plain), CLOSE_RUNS)
        row("mock server with `--control` against one without", "/s", both(), "≥ 0.97")
        with streaming(control, 1):
            row("the same with one stream of events open", "/s", both(), "≥ 0.9")
        caller = Caller(control)
        stub = json.dumps({"id": "x", "match": {"a": 1}, "response": "y"})
        calls = {"GET /api/exchanges/count?after=1000000": ("GET", "/api/exchanges/count?after=1000000"),
                 "GET /api/status": ("GET", "/api/status"), "POST /api/stubs": ("POST", "/api/stubs", stub)}
        caller("DELETE", "/api/exchanges")
        print()
        for name, call in calls.items():
            print(f"`{name}` from one client: {statistics.median(caller.rate(2000, *call) for _ in range(RUNS)):.0f} /s "
                  "(wanted: ≥ 5000)")
        before, calm = resident(process), rate(port)
        with streaming(control, 1000):
            calls_meanwhile = caller.rate(2000, "GET", "/api/status")
            print(f"1,000 open streams of events: {resident(process) - before:.1f} MiB more, {calls_meanwhile:.0f} calls/s, "
                  f"{rate(port) / calm:.2f} of the exchanges")


def control_life(ipcsh, folder):
    """A whole test: start, stub, exchange, verify, stop."""
    def life():
        start = time.perf_counter()
        with listening(ipcsh, folder, "mock", "--control", "127.0.0.1:0") as (process, port, control):
            caller = Caller(control)
            caller("POST", "/api/stubs", json.dumps({"match": {}, "response": "x"}))
            with socket.create_connection(("127.0.0.1", int(port))) as client:
                client.sendall(b"{}\x04")
                assert client.recv(100) == b"x\r\n"
            assert json.loads(caller("GET", "/api/exchanges/count")) == {"count": 1}
            caller("POST", "/api/stop")
            assert process.wait() == 0
        return 1000 * (time.perf_counter() - start)

    times = [life() for _ in range(CLOSE_RUNS + 1)][1:]
    print(f"start, stub, exchange, verify and stop of a mock with `--control`: {statistics.median(times):.1f} ms "
          "(wanted: ≤ 40)")


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        ipcsh = build(folder)
        print("| work | ipcsh | the other | ratio | wanted |")
        print("|---|---|---|---|---|")
        whole_processes(ipcsh, folder)
        script(ipcsh, folder, ["rebind"], 1000, "≥ 0.8")
        script(ipcsh, folder, [], 1000, "")
        script(ipcsh, folder, [], 20_000, "")
        bench(ipcsh, folder, [], 20_000, "≥ 0.95")
        bench(ipcsh, folder, ["keep"], 30_000, "≥ 0.9")
        bench_websocket(ipcsh, folder, 30_000, "≥ 0.9")
        recorded(ipcsh, folder, 20_000)
        replayed(ipcsh, folder, 100_000)
        mock(ipcsh, folder, 1, 10_000, "≥ 0.6")
        mock(ipcsh, folder, 4, 10_000, "≥ 0.9")
        mock_websocket(ipcsh, folder, 20_000, "≥ 0.8")
        control(ipcsh, folder, 10_000)
        control_life(ipcsh, folder)
        sessions(ipcsh, folder, 1_000_000)
        print()
        for near, far in ((SOCKET, SOCKET), (SOCKET, WEBSOCKET), (WEBSOCKET, SOCKET), (WEBSOCKET, WEBSOCKET)):
            proxy(ipcsh, folder, near, far, 3000)
        idle_memory(ipcsh, folder)


main()
