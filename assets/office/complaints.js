// Complaints and the four rungs of the service standard.

import {h, icon, show} from "./dom.js";
import {get, post} from "./server.js";
import {moment} from "./time.js";
import {ACTS, refusal} from "./words.js";

function dueBadge(row) {
    if (row.closed) return h("span.badge.open", `ditutup ${moment(row.closed)}`);
    if (!row.due) return h("span.badge.info", "tanpa tanggal");
    return h(row.late ? "span.badge.bad" : "span.badge.open",
        `${row.late ? "lewat" : row.answered ? "tuntas sebelum" : "jawab sebelum"} ${moment(row.due)}`);
}

const RUNGS = ["", "1. Disampaikan", "2. Dijawab petugas", "3. Di pejabat", "4. Selesai"];

function listRow(row) {
    return h("tr", {onclick: () => (location.hash = `#/complaints/${row.code}`)},
        h("td", h("a.code", {href: `#/complaints/${row.code}`}, row.code)),
        h("td", h("strong", row.topic_text || "–")), h("td", row.anonymous ? "anonim" : "bernama"),
        h("td", moment(row.submitted)), h("td", RUNGS[row.rung]), h("td", dueBadge(row)));
}

export async function complaintsPage(place) {
    const {complaints} = await get("/api/complaints");
    show(place, h("header.page", h("h1", "Pengaduan")),
        h("section.card.list", complaints.length === 0 ? h("p.empty", "Belum ada pengaduan.") :
            h("table", h("thead", h("tr", ["Kode", "Perihal", "Pengadu", "Masuk", "Tangga", "Target"]
                .map((name) => h("th", {scope: "col"}, name)))), h("tbody", complaints.map(listRow)))));
}

function orders(file, place) {
    const fault = h("p.fault", {role: "alert", hidden: true});
    const text = h("textarea", {rows: 4, maxLength: 500, placeholder: "Jawaban, seperti yang akan dibaca pengadu di kios"});
    let busy = false;
    const order = async (act, body) => {
        if (busy) return;
        busy = true;
        try {
            await post(`/api/complaints/${file.code}/${act}`, body);
            complaintPage(place, null, file.code);
        } catch (error) {
            fault.textContent = refusal(error);
            fault.hidden = false;
            busy = false;
        }
    };
    const may = (act) => file.can.includes(act);
    if (file.closed) return h("section.card", h("h2", "Aduan ini ditutup"));
    if (file.can.length === 0) return h("section.card", h("h2", "Penanganan"),
        h("p.hint", "Peran Anda hanya melihat pada tangga ini."));
    return h("section.card.orders", h("h2", "Penanganan"),
        may("answer") && h("label", "Jawaban", text),
        may("answer") && h("button.primary", {onclick: () => order("answer", {text: text.value})},
            icon("check"), "Kirim jawaban"),
        may("escalate") && h("button", {onclick: () => order("escalate", {})}, "Teruskan ke pejabat pengaduan"),
        may("close") && h("button", {onclick: () => order("close", {})}, "Tutup, sudah ada solusi"),
        fault);
}

function rungRow(file, name, index) {
    const number = index + 1;
    const state = number < file.rung || file.closed ? "done" : number === file.rung ? "now" : "next";
    return h(`li.${state}`, h("i", state === "done" ? icon("check") : String(number)), h("span", name));
}

export async function complaintPage(place, me, code) {
    const file = await get(`/api/complaints/${encodeURIComponent(code)}`);
    const from = file.anonymous ? "Anonim" : [file.name, file.phone].filter(Boolean).join(" · ") || "–";
    const fields = [["Perihal", file.topic_text], ["Pengadu", from], ["Masuk", moment(file.submitted)],
        ["Kios", file.kiosk], ["Tentang", file.about || "–"]];
    show(place,
        h("header.page", h("a.up", {href: "#/complaints"}, "Pengaduan /"), h("h1", file.code),
            h("span.right", dueBadge(file))),
        h("div.columns",
            h("div", h("section.card", h("p.words", file.text)),
                h("section.card", h("dl", fields.map(([name, value]) =>
                    h("div.field", h("dt", name), h("dd", value))))),
                h("section.card", h("h2", "Riwayat"), h("ul.history", file.moves.map((move) =>
                    h("li", h("span", ACTS[move.act], move.text && h("q", move.text)),
                        h("small", `${move.by || "pengadu"} · ${moment(move.at)}`)))))),
            h("div", h("section.card", h("ol.steps", file.rungs.map((name, index) => rungRow(file, name, index)))),
                orders(file, place))));
}
