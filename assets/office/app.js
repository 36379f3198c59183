// The console: signing in, the frame around the pages, and which page the address names.

import {complaintPage, complaintsPage} from "./complaints.js";
import {h, icon, show} from "./dom.js";
import {kiosksPage, reportPage} from "./kiosks.js";
import {requestPage, requestsPage} from "./requests.js";
import {get, me as whoAmI, post, signIn} from "./server.js";
import {clock} from "./time.js";
import {refusal, ROLES} from "./words.js";

const REFRESH = 10 * 1000;
const CALLS = 5 * 1000;
const CALL_SHOWN = 5 * 60 * 1000;
const app = document.getElementById("app");

// permit: of the session; one: the page of a single code.
const PAGES = [
    {key: "requests", name: "Permohonan", permit: "requests", list: requestsPage, one: requestPage},
    {key: "complaints", name: "Pengaduan", permit: "complaints", list: complaintsPage, one: complaintPage},
    {key: "kiosks", name: "Kios", permit: "kiosks", list: kiosksPage},
    {key: "report", name: "Kepuasan", permit: "reports", list: reportPage},
];

let session = null;

function signInPage(reason) {
    session = null;
    const user = h("input", {name: "user", autocomplete: "username", required: true});
    const password = h("input", {name: "password", type: "password", autocomplete: "current-password", required: true});
    const fault = h("p.fault", {role: "alert", hidden: !reason}, reason || "");
    const form = h("form.card", {
        onsubmit: async (event) => {
            event.preventDefault();
            try {
                session = await signIn(user.value.trim(), password.value);
                open();
            } catch (error) {
                fault.textContent = refusal(error);
                fault.hidden = false;
                password.select();
            }
        },
    }, h("img", {src: "/mark.svg", alt: ""}), h("h1", "Back office"), h("p.hint", "Dinas Kominfo Kota Pekalongan"),
    h("label", "Nama pengguna", user), h("label", "Kata sandi", password), fault,
    h("button.primary", "Masuk"));
    show(app, h("main.sign-in", form));
    user.focus();
}

function frame(current) {
    const link = (page) => h(page.key === current.key ? "a.on" : "a", {href: `#/${page.key}`},
        icon(page.key), page.name);
    const leave = async () => {
        await post("/api/sign-out", {}).catch(() => null);
        signInPage();
    };
    const place = h("main");
    show(app, h("p.calls", {role: "alert", hidden: true}), h("div.frame",
        h("aside", h("div.brand", h("strong", "Back office"), h("span", "Dinas Kominfo Kota Pekalongan")),
            h("nav", PAGES.filter((page) => session[page.permit]).map(link)),
            h("div.who", h("strong", session.user), h("span", ROLES[session.role]),
                h("button", {onclick: leave}, icon("out"), "Keluar"))),
        place));
    return place;
}

// Somebody stands at a kiosk and has called: said on every page until it is five minutes old.
async function calls() {
    const bar = app.querySelector(".calls");
    if (!session || !session.kiosks || !bar) return;
    const found = await get("/api/pulse").catch(() => ({calls: []}));
    const call = found.calls.find((one) => Date.now() - one.called < CALL_SHOWN);
    bar.hidden = !call;
    if (call) show(bar, icon("bell"), `${call.kiosk} memanggil petugas pukul ${clock(call.called)}`);
}

function fails(place, error) {
    if (error.status === 401) signInPage(refusal(error));
    else show(place, h("header.page", h("h1", "Tidak dapat ditampilkan")), h("p.fault", refusal(error)));
}

async function open() {
    const [, key, code] = location.hash.split("/");
    const allowed = PAGES.filter((page) => session[page.permit]);
    const page = allowed.find((one) => one.key === key) || allowed[0];
    const place = frame(page);
    try {
        if (code && page.one) await page.one(place, session, decodeURIComponent(code));
        else await page.list(place, session);
    } catch (error) {
        fails(place, error);
    }
}

// Lists stay fresh by themselves; a page somebody works on does not change under the hand.
async function refresh() {
    const [, key, code] = location.hash.split("/");
    const page = PAGES.find((one) => one.key === (key || "requests"));
    const place = app.querySelector(".frame main");
    if (!session || code || !page || !session[page.permit] || !place || document.hidden) return;
    await page.list(place, session).catch((error) => error.status === 401 && fails(place, error));
}

window.addEventListener("hashchange", () => session && open());
setInterval(refresh, REFRESH);
setInterval(calls, CALLS);

whoAmI().then((found) => {
    session = found;
    open();
}).catch((error) => signInPage(error.status === 401 ? "" : refusal(error)));
