// The list of requests, and one request with its eight steps.

import {h, icon, show} from "./dom.js";
import {get, post} from "./server.js";
import {clock, date, moment, span} from "./time.js";
import {ACTORS, ACTS, MINE, NOTES, refusal, WAYS} from "./words.js";

const SOON = 2 * 60 * 60 * 1000;

// How the promise of a request stands, as a badge.
export function dueBadge(row) {
    if (row.turn === "over") return h("span.badge.open", `selesai ${moment(row.finished)}`);
    if (row.turn === "applicant") return h("span.badge.info", "jeda: menunggu pemohon");
    if (!row.due) return h("span.badge.info", "tanpa tanggal janji");
    if (row.late) return h("span.badge.bad", `lewat ${span(row.left)}`);
    return h(row.left < SOON ? "span.badge.wait" : "span.badge.open",
        `${moment(row.due)} · sisa ${span(row.left)}`);
}

function turnOf(row) {
    if (row.turn === "over") return "–";
    return row.returned ? "Pemohon" : ACTORS[row.actor];
}

const FILTERS = [
    ["Giliran saya", (row, me) => row.turn === "office" && (MINE[me.role] || []).includes(row.actor)],
    ["Semua", () => true],
    ["Menunggu pemohon", (row) => row.turn === "applicant"],
    ["Lewat target", (row) => row.late],
    ["Selesai", (row) => row.turn === "over"],
];

let chosen = null;

function listRow(row) {
    const step = row.turn === "over" ? "Selesai" : `${row.step}. ${row.step_title}`;
    return h("tr", {onclick: () => (location.hash = `#/requests/${row.code}`)},
        h("td", h("a.code", {href: `#/requests/${row.code}`}, row.code)),
        h("td", h("strong", row.applicant || "–")), h("td", row.unit || "–"),
        h("td", step, row.returned && h("small", "dikembalikan")), h("td", turnOf(row)),
        h("td", dueBadge(row)));
}

export async function requestsPage(place, me) {
    const {requests, next: more} = await get("/api/requests");
    // A role without steps of its own starts with all.
    chosen ??= MINE[me.role] ? 0 : 1;
    const draw = () => {
        const rows = requests.filter((row) => FILTERS[chosen][1](row, me));
        show(place, h("header.page", h("h1", "Permohonan")),
            h("nav.chips", FILTERS.map(([name, takes], index) =>
                h(index === chosen ? "button.chip.on" : "button.chip",
                    {"aria-pressed": String(index === chosen), onclick: () => { chosen = index; draw(); }},
                    `${name} · ${requests.filter((row) => takes(row, me)).length}`))),
            h("section.card.list.requests", rows.length === 0 ? h("p.empty", "Tidak ada permohonan di sini.") :
                h("table", h("thead", h("tr", ["Kode", "Pemohon", "Unit kerja", "Langkah", "Giliran",
                    "Target 1 hari kerja"].map((name) => h("th", {scope: "col"}, name)))), h("tbody", rows.map(listRow)))),
            more && h("p.foot", "Menampilkan 100 permohonan terbaru."));
    };
    draw();
}

// ---- one request ----

function answerRow(answer) {
    const sex = {female: "perempuan", male: "laki-laki"}[answer.sex];
    const name = answer.key.toUpperCase();
    return h("div.field", h("dt", answer.label), h("dd", answer.shown || "–",
        answer.born && h("small", `menurut ${name}: ${date(answer.born)}, ${sex}`)));
}

function stepRow(file, step, index) {
    const number = index + 1;
    const now = file.turn !== "over" && file.step === number;
    const state = step.done_at ? "done" : now ? "now" : "next";
    const right = step.done_at ? moment(step.done_at) : now ? "sekarang" : ACTORS[step.actor];
    return h(`li.${state}`, {title: step.detail},
        h("i", step.done_at ? icon("check") : String(number)), h("span", step.title), h("small", right));
}

const reasonOf = (file, key) => file.reasons.find((one) => one.key === key)?.text || key;

function moveRow(file, move) {
    const what = `${ACTS[move.act]} · langkah ${move.step}`;
    return h("li", h("span", what, move.reason && h("small", reasonOf(file, move.reason)),
        move.note && h("q", move.note)),
        h("small", `${move.by || "pemohon"} · ${moment(move.at)}`));
}

function returnForm(file, order) {
    const reason = h("select", {required: true}, h("option", {value: ""}, "Pilih alasan…"),
        file.reasons.map((one) => h("option", {value: one.key}, one.text)));
    const note = h("textarea", {rows: 3, maxLength: 500, placeholder: "Catatan untuk pemohon (boleh kosong)"});
    return h("dialog", h("form", {method: "dialog",
        onsubmit: (event) => {
            if (event.submitter.value === "go") order("return", {reason: reason.value, note: note.value});
        }},
    h("h2", "Kembalikan ke pemohon"),
    h("p", "Alasan tampil di kios dan di halaman progres; jam janji berhenti selama menunggu pemohon."),
    h("label", "Alasan", reason), h("label", "Catatan", note),
    h("div.row", h("button", {value: "no", formNoValidate: true}, "Batal"),
        h("button.danger", {value: "go"}, "Kembalikan"))));
}

// The step in work and what the signed-in officer may do about it.
function orders(file, place, me) {
    const fault = h("p.fault", {role: "alert", hidden: true});
    let busy = false;
    const order = async (act, body) => {
        if (busy) return;
        busy = true;
        try {
            await post(`/api/requests/${file.code}/${act}`, {step: file.step, ...body});
        } catch (error) {
            fault.textContent = refusal(error);
            fault.hidden = false;
            busy = false;
            if (error.code !== "moved") return;
        }
        requestPage(place, me, file.code);
    };
    const may = (act) => file.can.includes(act);
    if (file.turn === "over") return h("section.card", h("h2", "Permohonan ini selesai"),
        h("p.hint", `Selesai ${moment(file.finished)}.`));
    const last = file.step === file.step_count;
    const dialog = may("return") && returnForm(file, order);
    const next = last ? "Selesai, sertifikat terbit" : `Selesai, lanjut ke langkah ${file.step + 1}`;
    return h("section.card.orders", h("h2", `Langkah ${file.step}: ${file.step_title}`),
        file.returned && h("p.hint", `Berkas ada di pemohon: ${reasonOf(file, file.reason)}.`,
            file.note && ` “${file.note}”`),
        may("advance") && h("button.primary", {onclick: () => order("advance", {})}, icon("check"), next),
        may("resume") && h("button.primary", {onclick: () => order("resume", {})}, icon("check"),
            "Berkas sudah lengkap, lanjutkan"),
        dialog && h("button.danger", {onclick: () => dialog.showModal()}, icon("back"),
            "Kembalikan dengan alasan…"), dialog,
        file.can.length === 0 && h("p.hint", `Giliran ${turnOf(file).toLowerCase()}; peran Anda hanya melihat.`),
        fault);
}

export async function requestPage(place, me, code) {
    const file = await get(`/api/requests/${encodeURIComponent(code)}`);
    show(place,
        h("header.page", h("a.up", {href: "#/requests"}, "Permohonan /"), h("h1", file.code),
            file.turn !== "over" && h("span.badge.wait", `Giliran ${turnOf(file).toLowerCase()}`),
            h("span.right", dueBadge(file))),
        h("div.columns",
            h("div", h("section.card", h("dl", file.answers.map(answerRow)),
                file.notes.map((note) => h("p.note", NOTES[note]))),
                h("section.card", h("h2", "Berkas"), h("ul.documents", file.documents.map((one) =>
                    h("li", h("strong", one.title), h("span.badge.info", WAYS[one.way]))))),
                h("section.card", h("h2", "Riwayat"),
                    h("ul.history", file.moves.map((move) => moveRow(file, move)))),
                h("p.foot", `${file.service_name} · dikirim dari ${file.kiosk} pukul ${clock(file.submitted)}`)),
            h("div", h("section.card", h("ol.steps", file.steps.map((step, index) => stepRow(file, step, index)))),
                orders(file, place, me))));
}
