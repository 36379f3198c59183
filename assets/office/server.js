// Questions to the office. Every change repeats the session's token, which no other page knows.

let token = "";

export class Refusal extends Error {
    constructor(status, code) {
        super(code);
        this.status = status;
        this.code = code;
    }
}

async function answer(response) {
    if (response.status === 204) return null;
    const body = await response.json().catch(() => ({}));
    if (!response.ok) throw new Refusal(response.status, body.code || "failed");
    return body;
}

async function ask(path, options = {}) {
    let response;
    try {
        response = await fetch(path, {credentials: "same-origin", cache: "no-store", ...options});
    } catch {
        throw new Refusal(0, "unreachable");
    }
    return answer(response);
}

export const get = (path) => ask(path);

export const post = (path, body) =>
    ask(path, {
        method: "POST",
        headers: {"Content-Type": "application/json", "X-CSRF": token},
        body: JSON.stringify(body),
    });

export async function me() {
    const session = await get("/api/me");
    token = session.csrf;
    return session;
}

export async function signIn(user, password) {
    const session = await post("/api/sign-in", {user, password});
    token = session.csrf;
    return session;
}
