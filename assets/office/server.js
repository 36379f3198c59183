// Questions to the office. Every change repeats the session's token, which no other page knows.

import {language} from "./words.js";

let token = "";

export class Refusal extends Error {
    constructor(status, code) {
        super(code);
        this.status = status;
        this.code = code;
    }
}

async function answer(response) {
    if (response.status === 204 || response.status === 304) return null;
    const body = await response.json().catch(() => ({}));
    if (!response.ok) throw new Refusal(response.status, body.code || "failed");
    return body;
}

export async function ask(path, headers = {}, options = {}) {
    try {
        return await fetch(path, {credentials: "same-origin", cache: "no-store", ...options,
            headers: {"Accept-Language": language(), ...headers}});
    } catch {
        throw new Refusal(0, "unreachable");
    }
}

// quiet: the page asks by itself, which does not keep a session alive.
export const get = async (path, quiet = false) => answer(await ask(path, quiet ? {"X-Quiet": "1"} : {}));

export const post = async (path, body) =>
    answer(await ask(path, {"Content-Type": "application/json", "X-CSRF": token},
        {method: "POST", body: JSON.stringify(body)}));

const keep = (session) => {
    token = session.csrf;
    return session;
};

export const me = async () => keep(await get("/api/me"));
export const signIn = async (user, password) => keep(await post("/api/sign-in", {user, password}));
export const renew = async (old, fresh) => keep(await post("/api/password", {old, new: fresh}));

// "/api/requests?scope=mine&search=...": without what is empty.
export function query(path, values) {
    const filled = Object.entries(values).filter(([, value]) => value !== "" && value !== null && value !== undefined);
    return filled.length ? `${path}?${new URLSearchParams(filled)}` : path;
}
