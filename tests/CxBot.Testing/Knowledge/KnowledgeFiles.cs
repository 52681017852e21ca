namespace CxBot.Tests.Testing;

/// <summary>A small knowledge folder of a test's own, built article by article.</summary>
public sealed class KnowledgeFiles
{
    private readonly List<(string Path, string Text)> _files = [];

    /// <summary>Five articles far enough apart that it is plain which one answers.</summary>
    public static KnowledgeFiles Shop() => new KnowledgeFiles()
        .Add("refund-timing", "Kapan dana saya kembali?", "Dana kembali dalam 3 sampai 14 hari kerja.", "refund saya kok belum masuk ya?",
            "uang saya belum kembali", "berapa lama refund", "dana refund belum diterima", "kapan refund cair")
        .Add("track-order", "Bagaimana melacak pesanan saya?", "Buka menu Pesanan Saya lalu tekan Lacak.", "lacak paket",
            "paket saya sampai mana", "cek resi", "status pengiriman pesanan", "di mana paket saya sekarang")
        .Add("password-reset", "Bagaimana mengatur ulang kata sandi?", "Tekan Lupa kata sandi di halaman masuk.", "lupa password",
            "tidak bisa login", "ganti kata sandi", "reset password akun", "kata sandi saya salah terus")
        .Add("voucher-fails", "Mengapa voucher saya tidak bisa dipakai?", "Periksa syarat dan masa berlaku voucher.", "kode promo gagal",
            "voucher error", "voucher tidak berlaku", "kupon diskon ditolak", "promo tidak bisa digunakan")
        .Add("account-hacked", "Akun saya dibajak orang", "Segera ganti kata sandi Anda.", "always",
            ["akun saya diretas", "ada yang masuk akun saya", "akun saya dipakai orang lain", "hacker masuk ke akun", "akun kena bobol"]);

    public KnowledgeFiles Add(string id, string title, string answer, params string[] ways) => Add(id, title, answer, "never", ways);

    public KnowledgeFiles Add(string id, string title, string answer, string handover, string[] ways)
    {
        var questions = string.Join("\n", ways.Select(way => $"  - \"{way}\""));
        _files.Add(($"{id}.md",
            $"---\nid: {id}\ntitle: \"{title}\"\nlanguage: id\nhandover: {handover}\nquestions:\n{questions}\n---\n{answer}\n"));
        return this;
    }

    /// <summary>What the article of this id answers.</summary>
    public string Answer(string id) => _files.Single(f => f.Path == $"{id}.md").Text.Split("---\n")[^1].Trim();

    /// <summary>Words of the owner's own, as <c>knowledge/README.md</c> describes them.</summary>
    public KnowledgeFiles AddWords(string text)
    {
        _files.Add(("language/shop.txt", text));
        return this;
    }

    public void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (path, text) in _files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }
}
