"""The page of the control interface in a real browser: page_test.py IPCSH

Needs selenium, chromium and chromium-driver (Debian's names).
"""
import json, pathlib, shutil, socket, subprocess, sys, tempfile, time, urllib.request

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait


def start(program, folder):
    ready = pathlib.Path(folder) / "ready"
    words = [program, "mock", "-q", "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0", "--ready-file", str(ready)]
    process = subprocess.Popen(words)
    while not ready.exists() and process.poll() is None:
        time.sleep(0.01)
    return process, *ready.read_text().split()


def send(endpoint, request):
    with socket.create_connection(endpoint.rsplit(":", 1)) as s:
        s.sendall(request.encode() + b"\x04")
        try:
            return s.makefile("rb").read().decode(errors="replace")
        except ConnectionError:
            return "reset"


def call(control, method, path, body=None):
    data = None if method == "GET" else json.dumps(body).encode()
    request = urllib.request.Request(control + path, data, {"Content-Type": "application/json"}, method=method)
    return json.loads(urllib.request.urlopen(request).read() or "null")


def browser(width=1200):
    options = webdriver.ChromeOptions()
    for word in ["--headless=new", "--no-sandbox", "--disable-gpu", f"--window-size={width},900"]:
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.binary_location = shutil.which("chromium")
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        process, endpoint, control = start(program, folder)
        page = browser()
        # Rows are drawn anew while they are looked at.
        wait = WebDriverWait(page, 30, ignored_exceptions=[StaleElementReferenceException])
        find = lambda name: page.find_element(By.CSS_SELECTOR, name)
        text = lambda name: find(name).text
        rows = lambda: page.find_elements(By.CSS_SELECTOR, ".row")
        try:
            page.get(control + "/")
            wait.until(lambda _: text("#live") == "live")
            # What comes is shown, hostile texts as text.
            call(control, "POST", "/api/stubs", {"id": "left", "match": {"image": {"name": "left"}}, "response": "O.k."})
            hostile = '{"image":{"name":"<img src=x onerror=alert(1)>","file":"<script>alert(2)</script>"}}'
            send(endpoint, hostile)
            wait.until(lambda _: len(rows()) == 1 and "<img src=x onerror=alert(1)>" in rows()[0].text)
            # A miss shows what was closest, with the member that differs marked.
            rows()[0].click()
            wait.until(lambda _: page.find_elements(By.CSS_SELECTOR, "#differences"))
            assert "/image/name" in text("#differences") and "stub left" in text("#differences")
            assert any("onerror" in mark.text for mark in page.find_elements(By.CSS_SELECTOR, "#detail pre mark"))
            assert not page.find_elements(By.CSS_SELECTOR, "#detail img, #detail script, .row img")
            # A fault that the page sets acts.
            Select(find("#fault")).select_by_visible_text("reset")
            find("#fault-when").send_keys("@n=1")
            find("#fault-form button").click()
            wait.until(lambda _: "reset@n=1" in text("#faults"))
            assert send(endpoint, "{}") == "reset"
            find("#latency").send_keys("1ms", Keys.ENTER)
            wait.until(lambda _: call(control, "GET", "/api/latency") == "1ms")
            find("#latency").clear()
            find("#latency").send_keys("soon", Keys.ENTER)
            wait.until(lambda _: "soon" in text("#problem"))
            # Filter and keyboard.
            call(control, "POST", "/api/reset")
            for number in range(30):
                send(endpoint, json.dumps({"number": number}))
            wait.until(lambda _: any('"number":29' in row.text for row in rows()))
            find("#filter").send_keys('"number":2')
            wait.until(lambda _: len(rows()) == 11)
            find("#filter").send_keys(Keys.ESCAPE)
            page.switch_to.active_element.send_keys(Keys.HOME, Keys.ARROW_DOWN)
            wait.until(lambda _: '"number": 20' in text("#detail pre"))
            page.switch_to.active_element.send_keys("/")
            assert page.switch_to.active_element.get_attribute("id") == "filter"
            find("#filter").clear()
            # 100,000 exchanges: only what is seen is there.
            page.execute_script(
                "return (async () => { const { List } = await import('/list.js');"
                # A frame of its own: the page's list draws in the old one.
                "const frame = document.getElementById('list').cloneNode(true);"
                "document.getElementById('list').replaceWith(frame);"
                "const list = new List(frame, frame.querySelector('#rows'), () => {});"
                "for (let n = 1; n <= 100000; n++) list.add({ n, request: { n }, response: 'O.k.', outcome: 'ok', source: 'builtin' });"
                "await new Promise((go) => setTimeout(go, 200)); })()"
            )
            wait.until(lambda _: any('"n":100000' in row.text for row in rows()))
            assert len(rows()) < 100
            # A phone's width.
            page.get(control + "/")
            page.set_window_size(500, 800)
            page.execute_cdp_cmd(
                "Emulation.setDeviceMetricsOverride", {"width": 400, "height": 800, "deviceScaleFactor": 1, "mobile": True}
            )
            wait.until(lambda _: text("#live") == "live")
            assert page.execute_script("return document.documentElement.scrollWidth") <= 400
            light = find("body").value_of_css_property("background-color")
            page.execute_cdp_cmd(
                "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
            )
            wait.until(lambda _: find("body").value_of_css_property("background-color") != light)
            noise = [line for line in page.get_log("browser") if line["level"] == "SEVERE" and "400" not in line["message"]]
            assert not noise, noise
            if len(sys.argv) > 2:
                page.save_screenshot(sys.argv[2] + "-narrow-dark.png")
        finally:
            if len(sys.argv) > 2:
                page.save_screenshot(sys.argv[2] + ".png")
            page.quit()
            call(control, "POST", "/api/stop")
            process.wait()


main(sys.argv[1])
print("the page does what it should")
