// The public page's upload: missing documents, photographed with this phone. Photos are made smaller
// here; every part is resumed where the office has it, however often the line is lost.

const root = document.querySelector("#phone");
const code = root.dataset.code;
const form = root.querySelector("form");
const said = root.querySelector(".said");
const list = root.querySelector(".pages");
const ask = root.querySelector(".ask");

const PART = 256 * 1024;   // what the office takes at once
const LARGEST = 8 * 1024 * 1024;
const EDGE = 2200;         // pixels: letters of a page stay readable
const PATIENCE = 20;       // tries in a row without one part getting through

let token = "";

const refusals = {
    "digits-wrong": "Angka itu bukan akhir nomor HP pada permohonan ini.",
    "too-many": "Terlalu banyak percobaan. Coba lagi beberapa menit lagi.",
    "session": "Waktunya habis. Ketik lagi empat angka terakhir nomor HP.",
    "content": "Berkas harus berupa foto (JPEG, PNG) atau PDF.",
    "length": "Berkas terlalu besar: paling banyak 8 MB.",
    "document": "Berkas ini tidak ditunggu lagi.",
    "full": "Kantor sedang tidak dapat menerima foto. Coba lagi nanti.",
};

function say(text) {
    said.textContent = text;
}

async function reason(answer) {
    try {
        return (await answer.json()).code || "";
    } catch {
        return "";
    }
}

const rest = (ms) => new Promise((done) => setTimeout(done, ms));

// A JPEG no longer than EDGE; the file itself where it is no picture this browser can read.
async function shrink(file) {
    if (!file.type.startsWith("image/"))
        return file;
    try {
        const picture = await createImageBitmap(file, {imageOrientation: "from-image"});
        const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
        const canvas = document.createElement("canvas");
        canvas.width = Math.round(picture.width * scale);
        canvas.height = Math.round(picture.height * scale);
        canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
        picture.close();
        const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
        return small && (small.size < file.size || scale < 1) ? small : file;
    } catch {
        return file;
    }
}

function freshId() {
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

class Refused extends Error {}

// One page, part by part. The office says how much it has; that is where the next part begins.
async function send(page, key, shown) {
    const address = `/t/${code}/blobs/${freshId()}`;
    const headers = {"Anjungan-Session": token, "Anjungan-Document": key};
    let offset = 0;
    for (let failures = 0; failures < PATIENCE;) {
        try {
            const answer = await fetch(`${address}?offset=${offset}&length=${page.size}`, {
                method: "PATCH",
                headers: {...headers, "Content-Type": "application/octet-stream"},
                body: page.slice(offset, offset + PART),
            });
            if (answer.status === 204 || answer.status === 409) {
                const there = answer.headers.get("Upload-Offset");
                const why = answer.status === 409 ? await reason(answer) : "";
                if (why && why !== "offset")
                    throw new Refused(why);
                failures = answer.status === 204 ? 0 : failures + 1;
                offset = Number(there);
                shown(offset / page.size);
                if (answer.headers.get("Upload-Complete") === "?1")
                    return;
                continue;
            }
            if (answer.status < 500)
                throw new Refused(await reason(answer));
            if (answer.status === 507)
                throw new Refused("full");
        } catch (error) {
            if (error instanceof Refused)
                throw error;
        }
        failures++;
        say("Sambungan terputus, dilanjutkan…");
        await rest(Math.min(15000, 500 * 2 ** Math.min(failures, 5)));
        offset = await known(address, headers, offset);
    }
    throw new Refused("");
}

// How much of the page the office has, after an answer was lost.
async function known(address, headers, otherwise) {
    try {
        const answer = await fetch(address, {method: "HEAD", headers});
        if (answer.status === 404)
            return 0;
        return answer.status === 204 ? Number(answer.headers.get("Upload-Offset")) : otherwise;
    } catch {
        return otherwise;
    }
}

function documentShow(entry) {
    const part = document.createElement("div");
    const pick = document.createElement("label");
    const input = document.createElement("input");
    const told = document.createElement("p");
    const bar = document.createElement("progress");
    let pages = entry.pages;
    part.className = "document";
    pick.className = "pick";
    input.type = "file";
    input.accept = "image/jpeg,image/png,application/pdf,image/*";
    input.multiple = true;
    bar.hidden = true;
    const count = () => {
        told.textContent = pages ? `${entry.title}: ${pages} halaman sudah diterima kantor` : entry.title;
        pick.firstChild.textContent = pages ? "Tambah halaman" : "Foto atau pilih berkas";
    };
    pick.append("", input);
    count();
    input.addEventListener("change", async () => {
        const files = [...input.files];
        input.disabled = true;
        bar.hidden = false;
        try {
            for (const [at, file] of files.entries()) {
                const page = await shrink(file);
                if (page.size > LARGEST)
                    throw new Refused("length");
                const size = (page.size / 1e6).toFixed(1).replace(".", ",");
                bar.value = 0;
                told.textContent = `Halaman ${at + 1} dari ${files.length} · ${size} MB`;
                await send(page, entry.key, (share) => {
                    bar.value = share;
                    say("");
                });
                pages++;
            }
            say("Terima kasih, sudah diterima kantor.");
        } catch (error) {
            const why = error instanceof Refused ? error.message : "";
            say(refusals[why] || "Berkas belum terkirim. Coba lagi nanti.");
            if (why === "session")
                ask.hidden = false;
        }
        bar.hidden = true;
        input.disabled = false;
        input.value = "";
        count();
    });
    part.append(told, pick, bar);
    return part;
}

form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say("");
    try {
        const answer = await fetch(`/t/${code}/session`, {
            method: "POST",
            headers: {"Content-Type": "application/json"},
            body: JSON.stringify({digits: form.digits.value}),
        });
        if (!answer.ok) {
            say(refusals[await reason(answer)] || "Belum dapat dibuka. Coba lagi nanti.");
            return;
        }
        const session = await answer.json();
        token = session.token;
        ask.hidden = true;
        list.replaceChildren(...session.documents.map(documentShow));
    } catch {
        say("Tidak ada sambungan. Coba lagi.");
    }
});
