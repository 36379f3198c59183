// Kiosks and how visitors rate the service.

import {h, show} from "./dom.js";
import {get} from "./server.js";
import {ago, moment} from "./time.js";
import {ELEMENTS} from "./words.js";

const QUIET = 15 * 60 * 1000;

function stateBadge(kiosk) {
    if (kiosk.blocked) return h("span.badge.bad", "diblokir");
    if (!kiosk.last_contact) return h("span.badge.info", "belum pernah terhubung");
    return Date.now() - kiosk.last_contact > QUIET ? h("span.badge.wait", "diam") : h("span.badge.open", "terhubung");
}

export async function kiosksPage(place) {
    const {kiosks} = await get("/api/kiosks");
    const {calls} = await get("/api/pulse");
    show(place, h("header.page", h("h1", "Kios")),
        h("section.card.list", kiosks.length === 0 ? h("p.empty", "Belum ada kios.") :
            h("table", h("thead", h("tr", ["Kios", "Keadaan", "Kiriman terakhir", "Item", "Karantina", "Versi", "PIN petugas"]
                .map((name) => h("th", {scope: "col"}, name)))),
            h("tbody", kiosks.map((kiosk) => h("tr.still", h("td", h("strong", kiosk.name)),
                h("td", stateBadge(kiosk)), h("td", ago(kiosk.last_contact)), h("td", String(kiosk.items)),
                h("td", kiosk.quarantined ? h("span.badge.bad", String(kiosk.quarantined)) : "–"),
                h("td", kiosk.version || "–"), h("td", kiosk.pin ? "dipasang" : "belum")))))),
    calls.length > 0 && h("section.card", h("h2", "Panggilan petugas"), h("ul.history", calls.map((call) =>
        h("li", h("span", call.kiosk), h("small", moment(call.called)))))));
}

export async function reportPage(place) {
    const ikm = await get("/api/surveys");
    show(place, h("header.page", h("h1", "Kepuasan pengunjung")),
        h("section.card.figure", h("strong", ikm.enough ? `${ikm.score.replace(".", ",")} · ${ikm.grade}` : "–"),
            h("span", ikm.enough ? `IKM dari ${ikm.surveys} jawaban` :
                `${ikm.surveys} jawaban; nilai tampil mulai ${ikm.minimum} jawaban`)),
        h("section.card", h("dl", Object.entries(ikm.means).map(([name, mean]) =>
            h("div.field.wide", h("dt", ELEMENTS[name] || name), h("dd", Number(mean) ? mean.replace(".", ",") : "–"))))),
        h("p.foot", `Bobot tiap unsur ${ikm.weight.replace(".", ",")}`));
}
