import json, pathlib, socket, subprocess, time, urllib.request, pytest

@pytest.fixture(scope="session")
def mock(tmp_path_factory):
    ready = tmp_path_factory.mktemp("mock") / "ready"
    process = subprocess.Popen(["ipcsh", "mock", "-q", "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0", "--ready-file", ready])
    while not ready.exists(): time.sleep(0.005)
    endpoint, control = ready.read_text().split()
    def call(method, path, body=None):
        data = None if body is None and method == "GET" else json.dumps(body).encode()
        request = urllib.request.Request(control + path, data, {"Content-Type": "application/json"}, method=method)
        return json.loads(urllib.request.urlopen(request).read() or "null")
    yield endpoint, call
    call("POST", "/api/stop"); process.wait()

def send(endpoint, request):
    with socket.create_connection(endpoint.rsplit(":", 1)) as s:
        s.sendall(json.dumps(request).encode() + b"\x04")
        return s.makefile().read().rstrip()

def test_a_full_disk_is_told(mock):
    endpoint, call = mock
    call("POST", "/api/reset")
    call("POST", "/api/stubs", {"match": {"image": {"name": "left"}}, "response": "Error: disk full", "times": 1})
    image = {"image": {"file": "a.jpg", "name": "left", "focal_length": "50"}}
    assert [send(endpoint, image), send(endpoint, image)] == ["Error: disk full", "O.k."]
    assert call("GET", "/api/exchanges/count?pointer=/image/name&value=left") == {"count": 2}
