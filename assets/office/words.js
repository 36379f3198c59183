// What the office's keys are called.

export const ROLES = {
    admin: "Admin",
    kepala_dinas: "Kepala Dinas",
    verifikator: "Verifikator",
    pejabat_pengaduan: "Pejabat pengaduan",
    kepala_seksi: "Kepala Seksi Persandian",
    pimpinan: "Pimpinan",
};

export const ACTORS = {
    pemohon: "Pemohon",
    kepala_dinas: "Kepala Dinas",
    verifikator: "Verifikator",
    bsre: "BSrE",
};

// Whose turn a role sees as its own. A verifier also records what BSrE decided.
export const MINE = {
    admin: ["kepala_dinas", "verifikator", "bsre"],
    kepala_dinas: ["kepala_dinas"],
    verifikator: ["verifikator", "bsre"],
};

export const WAYS = {
    automatic: "dibuat dari isian",
    officer: "diserahkan ke petugas",
    phone: "diunggah dari ponsel",
    photo: "difoto di kios",
};

// What the kiosk noted for the verifier: to be looked at, never a reason to refuse.
export const NOTES = {
    nik_birth: "Pemohon menyatakan tanggal lahir di NIK tidak benar. NIK berlaku seumur hidup, juga bila keliru: cocokkan dengan KTP.",
    nip_birth: "Pemohon menyatakan tanggal lahir di NIP tidak benar: cocokkan dengan SK.",
    birth_differs: "Tanggal lahir di NIK dan NIP berbeda.",
    sex_differs: "Jenis kelamin di NIK dan NIP berbeda.",
};

export const ACTS = {
    sent: "Dikirim",
    advance: "Selesai",
    return: "Dikembalikan",
    resume: "Dilanjutkan",
    answer: "Dijawab",
    escalate: "Diteruskan",
    close: "Ditutup",
};

// The nine elements of the satisfaction survey.
export const ELEMENTS = {
    persyaratan: "Persyaratan",
    prosedur: "Sistem, mekanisme, dan prosedur",
    waktu: "Waktu penyelesaian",
    biaya: "Biaya/tarif",
    produk: "Produk",
    kompetensi: "Kompetensi pelaksana",
    perilaku: "Perilaku pelaksana",
    pengaduan: "Penanganan pengaduan",
    sarana: "Sarana dan prasarana",
};

export const REFUSALS = {
    unreachable: "Server kantor tidak menjawab. Coba lagi.",
    "signed-out": "Sesi berakhir. Silakan masuk lagi.",
    password: "Nama atau kata sandi salah.",
    "too-many": "Terlalu banyak percobaan. Tunggu satu menit.",
    role: "Peran Anda tidak berwenang untuk ini.",
    over: "Sudah selesai atau ditutup.",
    returned: "Berkas masih di pemohon.",
    "not-returned": "Berkas tidak sedang dikembalikan.",
    step: "Berkas hanya dapat dikembalikan saat pemeriksaan.",
    reason: "Pilih alasannya.",
    moved: "Petugas lain sudah mengubahnya. Halaman dimuat ulang.",
    text: "Tulis jawabannya, paling banyak 500 huruf.",
    rung: "Aduan harus dijawab dahulu.",
    full: "Terlalu banyak perubahan pada berkas ini.",
    unknown: "Kode ini tidak ada.",
    busy: "Kantor sedang sibuk. Coba lagi.",
    storage: "Server kantor tidak dapat menyimpan. Hubungi admin.",
};

export const refusal = (error) => REFUSALS[error.code] || "Terjadi kesalahan. Coba lagi.";
