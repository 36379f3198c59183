// What stands around every page: navigation with counts, who is signed in, calls from the kiosks.

import {help} from "./dialog.js";
import {h, icon, show} from "./kit.js";
import {languages} from "./sign_in.js";
import {clock, now} from "./time.js";
import {t} from "./words.js";

const CALL_SHOWN = 5 * 60 * 1000;

function helpRows(pages) {
    return [["/", t("help.search")], ["j k", t("help.move")], ["Enter", t("help.open")], ["1 … 5", t("help.filter")],
        ["a", t("help.primary")], ["r", t("help.return")], ["Esc", t("help.back")],
        [`g ${pages.map((page) => page.letter).join(" ")}`, t("help.go")], ["?", t("help.help")]];
}

// Somebody stands at a kiosk and has called: said on every page until it is five minutes old.
function callBar(bar, calls) {
    const call = calls.find((one) => now() - one.called < CALL_SHOWN);
    bar.hidden = !call;
    if (call) show(bar, icon("bell"), t("app.call", {kiosk: call.kiosk, at: clock(call.called)}));
}

export function frame(app, {session, pages, leave, password, language}) {
    const main = h("main", {id: "main", tabIndex: -1});
    const calls = h("p.calls", {role: "alert", hidden: true});
    const away = h("p.away", {role: "status", hidden: true}, t("app.unreachable"));
    const note = h("p.told", {role: "status", hidden: true});
    const counts = {};
    const links = pages.map((page) => {
        counts[page.key] = h("b.count", {hidden: true});
        return h("a", {href: `#/${page.key}`, "data-page": page.key}, icon(page.key), h("span", t(`page.${page.key}`)), counts[page.key]);
    });
    const say = (text, act) => {
        note.hidden = !text;
        show(note, text, act && h("button.quiet", {onclick: () => { note.hidden = true; act(); }}, t("app.reload")));
    };
    show(app, h("a.skip", {href: "#main", onclick: (event) => { event.preventDefault(); main.focus(); }}, t("app.skip")),
        h("div.frame",
            h("aside", h("div.brand", h("strong", t("app.title")), h("span", t("app.office"))),
                h("nav", {"aria-label": t("app.menu")}, links),
                h("div.who", h("strong", session.user), h("span", t(`role.${session.role}`)), h("div.tools",
                    h("button.quiet", {title: t("app.help"), "aria-label": t("app.help"), onclick: () => help(helpRows(pages))}, icon("help")),
                    h("button.quiet", {title: t("app.password"), "aria-label": t("app.password"), onclick: password}, icon("key")),
                    languages(language)),
                h("button", {onclick: leave}, icon("out"), t("app.leave")))),
            h("div.room", calls, away, note, main)));
    return {
        main, say,
        help: () => help(helpRows(pages)),
        current: (key) => {
            say("");
            for (const link of links) {
                const on = link.dataset.page === key;
                link.classList.toggle("on", on);
                if (on) link.setAttribute("aria-current", "page");
                else link.removeAttribute("aria-current");
            }
        },
        online: (there) => { away.hidden = there; },
        stale: (act) => say(t("app.changed"), act),
        pulse: (pulse) => {
            for (const key of ["requests", "complaints"]) {
                if (!counts[key]) continue;
                const mine = pulse[key].mine || 0;
                counts[key].textContent = String(mine);
                counts[key].hidden = mine === 0;
                counts[key].classList.toggle("late", pulse[key].late > 0);
            }
            callBar(calls, pulse.calls);
        },
    };
}
