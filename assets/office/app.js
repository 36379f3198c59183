// The console: who is signed in, the frame around the pages, and which page the address names.

import {auditPage} from "./audit.js";
import {codeIn, pageOf} from "./codes.js";
import {complaintPage} from "./complaint.js";
import {complaintsPage} from "./complaints.js";
import {contentPage} from "./content.js";
import {frame} from "./frame.js";
import {bind, onScan} from "./keys.js";
import {kiosksPage} from "./kiosks.js";
import {h, show} from "./kit.js";
import {watch} from "./live.js";
import {officersPage} from "./officers.js";
import {requestPage} from "./request.js";
import {requestsPage} from "./requests.js";
import {me, post} from "./server.js";
import {passwordPage, signInPage} from "./sign_in.js";
import {surveysPage} from "./surveys.js";
import {setNow} from "./time.js";
import {language, refusal, speak, t} from "./words.js";

// permit: of the session; key: after "g"; one: the page of a single code; often: it shows what
// changes without anybody doing anything.
const PAGES = [
    {key: "requests", letter: "r", permit: "requests", list: requestsPage, one: requestPage},
    {key: "complaints", letter: "c", permit: "complaints", list: complaintsPage, one: complaintPage},
    {key: "kiosks", letter: "k", permit: "kiosks", list: kiosksPage, often: true},
    {key: "content", letter: "h", permit: "content", list: contentPage},
    {key: "surveys", letter: "s", permit: "reports", list: surveysPage},
    {key: "officers", letter: "o", permit: "officers", list: officersPage},
    {key: "audit", letter: "a", permit: "audit", list: auditPage},
];
const OFTEN = 10 * 1000;

const app = document.getElementById("app");
const state = {session: null, frame: null, watch: null, keys: {}, drawn: 0, unsaved: null, at: ""};

function leave(reason) {
    state.watch?.end();
    Object.assign(state, {session: null, frame: null, watch: null, unsaved: null});
    bind({});
    signInPage(app, reason, enter);
}

function enter(session) {
    state.session = session;
    if (session.renew) passwordPage(app, true, enter);
    else start();
}

const pages = () => PAGES.filter((page) => state.session[page.permit]);

function place() {
    const [, key, code] = location.hash.split("/");
    const page = pages().find((one) => one.key === key) || pages()[0];
    return {page, code: code && page.one ? decodeURIComponent(code) : ""};
}

// ---- drawing a page ----

function context(quiet) {
    return {
        me: state.session, quiet,
        keys: (acts) => bind(Object.assign(state.keys, acts)),
        again: () => open(true),
        say: (text) => state.frame.say(text),
        run: (act) => Promise.resolve(act()).catch(fails),
        unsaved: (check) => { state.unsaved = check; },
    };
}

function fails(error) {
    if (!state.session) return;
    if (error.status === 401) leave(refusal(error));
    else if (error.code === "renew") enter({...state.session, renew: true});
    else show(state.frame.main, h("header.page", h("h1", t("app.cannot"))), h("p.fault", {role: "alert"}, refusal(error)));
}

function moveRow(by) {
    const links = [...state.frame.main.querySelectorAll("tbody a.code")];
    const at = links.indexOf(document.activeElement);
    links[Math.min(Math.max(at + by, 0), links.length - 1)]?.focus();
}

function everywhere() {
    const acts = {
        "/": () => state.frame.main.querySelector(".search")?.focus(),
        "?": () => state.frame.help(),
        j: () => moveRow(1),
        k: () => moveRow(-1),
    };
    for (const page of pages()) acts[`g ${page.letter}`] = () => (location.hash = `#/${page.key}`);
    return acts;
}

// stay: the same page drawn anew, where the reader is.
async function open(stay = false, quiet = false) {
    const {page, code} = place();
    const main = state.frame.main;
    const top = window.scrollY;
    const turn = ++state.drawn;
    state.keys = everywhere();
    bind(state.keys);
    state.frame.current(page.key);
    document.title = `${code || t(`page.${page.key}`)} · ${t("app.title")}`;
    if (!stay) state.unsaved = null;
    try {
        // Drawn aside, so that a slow answer never shows half a page or an older one.
        const draft = h("div");
        await (code ? page.one(draft, context(quiet), code) : page.list(draft, context(quiet)));
        if (turn !== state.drawn || !state.session) return;
        if (code || draft.firstChild) show(main, draft);
        window.scrollTo(0, stay ? top : 0);
        if (!stay) main.focus({preventScroll: true});
    } catch (error) {
        if (turn === state.drawn) fails(error);
    }
}

// ---- what changes by itself ----

const busy = () => document.querySelector("dialog[open]") || state.unsaved?.() ||
    [...state.frame.main.querySelectorAll("textarea, input.search")].some((one) => one.value !== one.defaultValue || one === document.activeElement);

function told({pulse, changed}) {
    state.frame.online(true);
    if (pulse) {
        setNow(pulse.now);
        state.frame.pulse(pulse);
    }
    const often = place().page.often && Date.now() - state.at > OFTEN;
    if (!changed && !often) return;
    state.at = Date.now();
    if (busy()) state.frame.stale(() => open(true));
    else open(true, true);
}

function lost(error) {
    if (error.status === 401) leave(refusal(error));
    else state.frame?.online(false);
}

function start() {
    state.watch?.end();
    state.frame = frame(app, {
        session: state.session, pages: pages(),
        leave: async () => {
            await post("/api/sign-out", {}).catch(() => null);
            leave();
        },
        password: () => {
            state.watch?.end();
            passwordPage(app, false, enter);
        },
        language: start,
    });
    state.watch = watch(told, lost);
    open();
}

window.addEventListener("hashchange", (event) => {
    if (!state.session || !state.frame) return;
    if (state.unsaved?.() && !confirm(t("app.unsaved"))) {
        state.unsaved = null;
        history.replaceState(null, "", event.oldURL);
        return;
    }
    open();
});
window.addEventListener("beforeunload", (event) => state.unsaved?.() && event.preventDefault());
onScan((text) => {
    const code = codeIn(text);
    if (code && state.session) location.hash = pageOf(code);
});

speak(language());
me().then(enter).catch((error) => leave(error.status === 401 ? "" : refusal(error)));
