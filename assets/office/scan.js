// Scanning a receipt: the hand scanner everywhere, the camera where the browser can read codes.

import {codeIn, pageOf} from "./codes.js";
import {openDialog} from "./dialog.js";
import {field, h} from "./dom.js";
import {t} from "./words.js";

const LOOK_EVERY = 200;

async function camera(video, found, fault) {
    if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return () => {};
    const detector = new window.BarcodeDetector({formats: ["qr_code"]});
    let stream;
    try {
        stream = await navigator.mediaDevices.getUserMedia({video: {facingMode: "environment"}});
    } catch {
        fault.textContent = t("scan.denied");
        fault.hidden = false;
        return () => {};
    }
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    const timer = setInterval(async () => {
        const codes = await detector.detect(video).catch(() => []);
        for (const one of codes) found(one.rawValue);
    }, LOOK_EVERY);
    return () => {
        clearInterval(timer);
        stream.getTracks().forEach((track) => track.stop());
    };
}

export function scan() {
    const fault = h("p.fault", {role: "alert", hidden: true});
    const input = h("input", {autocomplete: "off", spellcheck: false, autofocus: true});
    const video = h("video", {hidden: true, muted: true});
    let stop = () => {};
    const take = (text) => {
        const code = codeIn(text);
        if (code) {
            location.hash = pageOf(code);
            dialog.close();
        } else {
            fault.textContent = t("scan.bad");
            fault.hidden = false;
            input.select();
        }
    };
    const dialog = openDialog(h("form", {onsubmit: (event) => { event.preventDefault(); take(input.value); }},
        h("h2", t("scan.title")), video, field(t("scan.hand"), input), fault,
        h("div.row", h("button", {type: "button", onclick: () => dialog.close()}, t("app.cancel")),
            h("button.primary", t("scan.open")))));
    dialog.addEventListener("close", () => stop());
    camera(video, take, fault).then((end) => {
        stop = end;
        if (!dialog.isConnected) end();
    });
}
