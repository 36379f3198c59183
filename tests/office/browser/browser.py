"""A real office on 127.0.0.1 and a real Chromium before it."""
import os
import subprocess
import tempfile
import time

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../.."))
PATIENCE = 20


class World:
    """tests/office/world.c: an office with some days of work in it."""

    def __init__(self, *arguments):
        program = os.environ.get("WORLD", os.path.join(ROOT, "build/tests/office/world"))
        self.process = subprocess.Popen([program, *arguments], cwd=ROOT, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.passwords = {}
        for line in self.process.stdout:
            words = line.rstrip("\n").split("\t")
            if words[0] == "ready":
                break
            self.passwords[words[0]] = words[-1]
        self.url = f"http://127.0.0.1:{self.passwords.pop('port')}"
        self.ledger = self.passwords.pop("ledger")

    def close(self):
        self.process.stdin.close()
        self.process.wait(20)


class Browser:
    def __init__(self, url, width=1440, height=900):
        self.url = url
        self.profile = tempfile.TemporaryDirectory()
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                         "--disable-background-networking", "--disable-component-update", "--disable-sync",
                         "--disable-dev-shm-usage", "--lang=id", f"--user-data-dir={self.profile.name}"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        self.size(width, height)

    def size(self, width, height):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                    {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def close(self):
        self.driver.quit()
        self.profile.cleanup()

    def go(self, address):
        self.driver.get(f"{self.url}/{address}")

    def all(self, css):
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def until(self, what, message=""):
        """What it gives, as soon as it gives anything."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                found = what()
            except (StaleElementReferenceException, IndexError):
                found = None
            if found:
                return found
            time.sleep(0.05)
        raise AssertionError(f"{message or 'it did not come'}; the page says:\n{self.text()}")

    def one(self, css):
        return self.until(lambda: self.all(css), f"no {css}")[0]

    def text(self):
        return self.driver.execute_script("return document.body.innerText")

    def sees(self, words):
        return self.until(lambda: words in self.text(), f"no “{words}”")

    def press(self, words, css="button, a"):
        """Clicks what holds the words."""
        def find():
            for element in self.all(css):
                if element.is_displayed() and words in element.text:
                    element.click()
                    return True
            return False
        self.until(find, f"nothing to press says “{words}”")

    def type(self, css, text):
        field = self.one(css)
        field.clear()
        field.send_keys(text)

    def keys(self, *keys):
        self.driver.switch_to.active_element.send_keys(*keys)

    def sign_in(self, user, password):
        self.go("")
        self.type("input[name=user]", user)
        self.type("input[name=password]", password)
        self.one(".sign-in form button").click()
        self.one("main#main h1, .sign-in .note")

    def sign_out(self):
        self.press("Keluar", "aside button")
        self.one("input[name=user]")

    def shot(self, path):
        size = self.driver.execute_script("return [innerWidth, Math.max(innerHeight, document.documentElement.scrollHeight)]")
        picture = self.driver.execute_cdp_cmd("Page.captureScreenshot", {
            "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": size[0], "height": min(size[1], 4000), "scale": 1}})
        import base64
        with open(path, "wb") as file:
            file.write(base64.b64decode(picture["data"]))

    def complaints(self):
        """What the browser held against the pages: errors, and the policy's violations. A refusal
        that a page asked for and shows is none."""
        return [entry["message"] for entry in self.driver.get_log("browser")
                if entry["level"] in ("SEVERE", "WARNING") and "Failed to load resource" not in entry["message"]]
