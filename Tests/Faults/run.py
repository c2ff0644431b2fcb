#!/usr/bin/env python3
"""run.py PROGRAM [RUNS [SCENARIO ...]]: runs ipcsh while system calls fail at random (see faults.c), and checks that no file is
half, no exchange is lost, doubled or invented without a word, and that nothing crashes or hangs.

Each run has a seed, which its complaint names: FAULTS_FIRST=SEED begins with that one.
"""
import json
import os
import pty
import random
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
FILE_CALLS, ALL_CALLS = "write,fsync,rename,open", "write,fsync,rename,open,connect,send,recv,poll,accept4"
PATIENCE = 60


class Wrong(Exception):
    """Something that must not happen."""


def expect(holds, what):
    if not holds:
        raise Wrong(what)


class Server:
    """Answers as the vendor's server, and counts how often each request came."""

    def __init__(self, answer=lambda request: b"O.k.\r\n"):
        self.answer, self.requests = answer, []
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.endpoint = "127.0.0.1:%d" % self.socket.getsockname()[1]
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection:
                try:
                    request = b""
                    while not request.endswith(b"\x04"):
                        part = connection.recv(65536)
                        if not part:
                            break
                        request += part
                    if request.endswith(b"\x04"):
                        self.requests.append(request)
                        connection.sendall(self.answer(request))
                except OSError:
                    pass

    def close(self):
        # Wakes `accept`, too.
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()


class Run:
    """One run of a scenario: a folder, a seed, and the program under faults."""

    def __init__(self, program, library, folder, seed, calls):
        self.program, self.folder, self.seed = program, folder, seed
        generator = random.Random(seed)
        self.environment = {"HOME": folder, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm"}
        self.faulty = self.environment | {
            "LD_PRELOAD": library, "FAULTS_SEED": str(seed), "FAULTS_CALLS": calls,
            "FAULTS_PER_MILLE": str(generator.choice([3, 10, 30, 100])),
        }

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def call(self, *arguments, faults=True):
        try:
            result = subprocess.run(
                [self.program, *arguments], cwd=self.folder, env=self.faulty if faults else self.environment,
                stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE)
        except subprocess.TimeoutExpired as late:
            raise Wrong(f"{arguments} hangs; so far: {late.stdout} {late.stderr}") from late
        check_status(result.returncode, result.stderr)
        result.stdout, result.stderr = result.stdout.decode(), result.stderr.decode()
        if os.environ.get("FAULTS_VERBOSE"):
            print(f"-- seed {self.seed}: {' '.join(arguments)}: {result.returncode}\n{result.stdout}{result.stderr}")
        return result

    def lines(self, name):
        with open(self.path(name), "rb") as file:
            return file.read().split(b"\n")


def check_status(status, error):
    expect(status in (0, 1, 2, 3, 4), f"ended with {status}: {error}")


def exchanges(run, name, may_be_torn=False):
    """The exchanges of a session whose lines must all be whole."""
    if not os.path.exists(run.path(name)):
        return []
    lines = run.lines(name)
    if lines[-1] == b"":
        lines.pop()
    elif may_be_torn:
        lines.pop()
    else:
        raise Wrong(f"{name} ends with half a line: {lines[-1][:80]}")
    values = [json.loads(line) for line in lines]
    expect(not values or "ipcsh" in values[0], f"{name} has no header")
    return [value for value in values if "n" in value]


def recording(run):
    """A script with many requests, recorded."""
    server = Server()
    script = run.write("a.ipcsh", "".join(f"image C:/{number}.jpg\n" for number in range(20)))
    durable = ["--sync", "exchange"] if run.seed % 3 == 0 else []
    result = run.call("--to", server.endpoint, "--record", "a.jsonl", "--keep-going", "--linger", "0",
                      "--timeout", "5s", *durable, script)
    server.close()
    recorded = exchanges(run, "a.jsonl", may_be_torn="record" in result.stderr)
    numbers = [value["n"] for value in recorded]
    expect(numbers == list(range(1, len(numbers) + 1)), f"numbers {numbers}")
    files = [value["request"]["image"]["file"] for value in recorded]
    expect(len(files) == len(set(files)), f"doubled in the recording: {files}")
    answered = result.stdout.count("O.k.")
    lost = sum("record" in line or "disk" in line for line in result.stderr.splitlines())
    whole = sum("response" in value for value in recorded)
    expect(answered <= whole + lost, f"{answered} answered, {whole} recorded, {lost} losses told: {result.stderr}")
    for value in recorded:
        name = f'"C:/{int(value["request"]["image"]["file"][3:-4])}.jpg"'.encode()
        sent = sum(name in request for request in server.requests)
        # A reset may be no true one here: then the server had it, and it is sent once more.
        expect(sent <= value.get("attempts", 1), f"{name} came {sent} times: {value}")


def session_text(count, answer="O.k."):
    lines = ['{"ipcsh":1,"created":"2026-11-22T08:00:00Z","tool":"t","via":"test","to":"h:1","mode":"one-shot"}']
    for number in range(1, count + 1):
        request = '{"image":{"file":"C:/%d.jpg","name":"a","focal_length":"50.0"}}' % number
        lines.append('{"n":%d,"request":%s,"response":"%s","gap":0.1,"ms":1}' % (number, request, answer))
    return "\n".join(lines + ['{"end":%d}' % count]) + "\n"


def update(run):
    """A replay that takes over what comes."""
    server = Server(lambda request: b"Error: new\r\n" if b"7.jpg" in request else b"O.k.\r\n")
    text = session_text(20)
    run.write("a.jsonl", text)
    result = run.call("replay", "a.jsonl", "--to", server.endpoint, "--update", "--timeout", "5s", "--linger", "0")
    server.close()
    after = "\n".join(line.decode() for line in run.lines("a.jsonl"))
    if after != text:
        before = text.splitlines()
        expect(len(after.splitlines()) == len(before), f"lines became {len(after.splitlines())}")
        exchanges(run, "a.jsonl")
        for old, new in zip(before, after.splitlines()):
            expect(old == new or "7.jpg" in old or "error" in new, f"changed: {old} to {new}; {result.stderr}")
    check_leftovers(run)


def check_leftovers(run):
    left = [name for name in os.listdir(run.folder) if name.endswith(".tmp")]
    expect(not left, f"left behind: {left}")


def repair(run):
    """A damaged file that is repaired."""
    lines = session_text(200).splitlines()
    bad = {7: '{"n":7,"requ', 50: "\0\0\0", 120: '{"n":120}'}
    for place, text in bad.items():
        lines[place] = text
    run.write("a.jsonl", "\n".join(lines) + "\n")
    result = run.call("session", "check", "--repair", "a.jsonl")
    good = [line for place, line in enumerate(lines) if place not in bad]

    def check():
        after = [line.decode() for line in run.lines("a.jsonl")]
        expect(after[-1] == "" and after[:-1] in (lines, good), f"neither the old file nor a repaired one: {len(after)}")
        moved = []
        if os.path.exists(run.path("a.jsonl.damaged")):
            moved = [line.decode() for line in run.lines("a.jsonl.damaged")]
        if after[:-1] == good:
            for text in bad.values():
                expect(any(text in line for line in moved), f"lost: {text}; {result.stderr}")

    check()
    check_leftovers(run)
    # What failed half-way can be done again.
    run.call("session", "check", "--repair", "a.jsonl", faults=False)
    check()


def history(run):
    """Lines that are typed, and kept."""
    folder = run.path(".local/state/ipcsh")
    os.makedirs(folder)
    old = [f"echo old {number}" for number in range(50)]
    with open(os.path.join(folder, "history"), "w", encoding="utf-8") as file:
        file.write("\n".join(old) + "\n")
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(run.folder)
        os.execve(run.program, [run.program, "--no-record"], run.faulty)
    screen, new = b"", [f"echo new {number}" for number in range(10)]
    deadline = time.monotonic() + PATIENCE

    def read_until(text):
        nonlocal screen
        while text not in screen:
            expect(time.monotonic() < deadline, f"no {text} on the screen: {screen[-400:]}")
            if select.select([terminal], [], [], 1)[0]:
                try:
                    part = os.read(terminal, 65536)
                except OSError:
                    return False
                if not part:
                    return False
                screen += part
        return True

    typed = []
    alive = read_until(b"> ")
    for line in new:
        if not alive:
            break
        screen = b""
        os.write(terminal, line.encode() + b"\r")
        typed.append(line)
        alive = read_until(b"\n" + line[5:].encode() + b"\r\n") and read_until(b"> ")
    if alive:
        os.write(terminal, b"quit\r")
        while read_until(b"\0never"):
            pass
    os.close(terminal)
    _, status = os.waitpid(process, 0)
    expect(os.WIFEXITED(status), f"ended by signal {status & 0x7F}: {screen[-400:]}")
    check_status(os.WEXITSTATUS(status), screen[-400:])
    with open(os.path.join(folder, "history"), encoding="utf-8") as file:
        kept = file.read()
    expect(kept.endswith("\n"), f"half a line: {kept[-40:]!r}")
    kept = kept.splitlines()
    expect(kept[:len(old)] == old, f"old lines are gone: {kept[:3]}")
    rest = [line for line in kept[len(old):] if line != "quit"]
    expect(rest == [line for line in typed if line in rest], f"invented, doubled or in another order: {rest}")


def journal(run):
    """A mock server that records."""
    server = subprocess.Popen(
        [run.program, "mock", "--listen", "127.0.0.1:0", "--record", "a.jsonl", "--ready-file", "ready", "-q"],
        cwd=run.folder, env=run.faulty, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + PATIENCE
    while not os.path.exists(run.path("ready")) and server.poll() is None:
        expect(time.monotonic() < deadline, "it is not ready")
        time.sleep(0.005)
    answered = []
    if server.poll() is None:
        with open(run.path("ready"), encoding="utf-8") as file:
            host, port = file.read().strip().rsplit(":", 1)
        for number in range(30):
            try:
                with socket.create_connection((host, int(port)), timeout=10) as client:
                    client.sendall(b'{"hello": %d}\x04' % number)
                    client.shutdown(socket.SHUT_WR)
                    answer = b""
                    while part := client.recv(65536):
                        answer += part
                if answer.endswith(b"\r\n"):
                    answered.append(number)
            except TimeoutError as late:
                server.kill()
                raise Wrong(f"request {number} has no end: {server.communicate()[1]}") from late
            except OSError:
                pass
        server.send_signal(signal.SIGTERM)
    try:
        _, error = server.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired as late:
        server.kill()
        raise Wrong("it does not end") from late
    error = error.decode()
    check_status(server.returncode, error)
    recorded = exchanges(run, "a.jsonl", may_be_torn="record" in error)
    whole = [value["request"]["hello"] for value in recorded if "response" in value]
    expect(len(whole) == len(set(whole)), f"doubled: {whole}")
    missing = [number for number in answered if number not in whole]
    others = [value for value in recorded if "response" not in value]
    # The log goes through a descriptor of its own, which can fail, too; the status always tells.
    expect(not missing or server.returncode == 3,
           f"lost without a word: {missing}; {others}; {error}")


def durable(run):
    """Whoever is to have the disk take what is recorded says that it does not, whatever it is that records."""
    server = Server()
    run.write("s.jsonl", session_text(1))
    listen, record = ["--listen", "127.0.0.1:0"], ["--record", "a.jsonl"]
    kinds = [
        ["--to", server.endpoint, *record, "image", "a.jpg"],
        ["mock", *listen, *record],
        ["mock", *listen, "--serve", "s.jsonl", "--on-miss", "record:" + server.endpoint],
        ["proxy", *listen, "--to", server.endpoint, *record],
        ["proxy", "--listen", "ws://127.0.0.1:0", "--to", server.endpoint, *record],
        ["proxy", "--listen", "ws://127.0.0.1:0", "--to", "ws://" + server.endpoint, *record],
        ["proxy", *listen, "--to", "ws://" + server.endpoint, *record],
    ]
    run.faulty["FAULTS_PER_MILLE"] = "1000"
    result = run.call(*kinds[run.seed % len(kinds)], "--sync", "exchange")
    server.close()
    expect(result.returncode == 3 and "disk" in result.stderr, f"{result.returncode}: {result.stderr}")


SCENARIOS = {
    "recording": (recording, ALL_CALLS), "files": (recording, FILE_CALLS), "update": (update, ALL_CALLS),
    "repair": (repair, FILE_CALLS), "history": (history, FILE_CALLS), "journal": (journal, ALL_CALLS),
    "durable": (durable, "fsync"),
}


def main():
    program = os.path.abspath(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    names = sys.argv[3:] or list(SCENARIOS)
    first = int(os.environ.get("FAULTS_FIRST", "1"))
    failures = 0
    with tempfile.TemporaryDirectory() as build:
        library = os.path.join(build, "faults.so")
        subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, os.path.join(HERE, "faults.c"), "-ldl"], check=True)
        for name in names:
            scenario, calls = SCENARIOS[name]
            begin = time.monotonic()
            for seed in range(first, first + runs):
                with tempfile.TemporaryDirectory() as folder:
                    try:
                        scenario(Run(program, library, folder, seed, calls))
                    except Wrong as wrong:
                        failures += 1
                        print(f"{name}, seed {seed}: {wrong}", flush=True)
            print(f"{name}: {runs} runs in {time.monotonic() - begin:.1f} s", flush=True)
    print(f"{len(names) * runs - failures} passed, {failures} failed")
    sys.exit(1 if failures else 0)


main()
