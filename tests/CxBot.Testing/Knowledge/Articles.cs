using CxBot.Answering.Calibration;
using CxBot.Answering;
using CxBot.Knowledge;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Testing;

/// <summary>Articles and answerers made by hand.</summary>
internal static class Articles
{
    public static Article Of(string id, string language, params string[] ways) =>
        new(new(id), ways[0], language, ways, [], ArticleHandover.Never, null, $"Isi {id}", id + ".md");

    public static string File(string title, params string[] ways) =>
        $"---\ntitle: \"{title}\"\n{(ways.Length == 0 ? "" : "questions:\n" + string.Concat(ways.Select(w => $"  - \"{w}\"\n")))}---\nIsi "
        + $"{title}\n";

    public static IReadOnlyList<Article> Shop() =>
    [
        Of("refund", "id", "Kapan dana saya kembali?", "refund belum masuk", "uang belum dikembalikan", "berapa lama refund",
            "dana belum cair"),
        Of("refund-en", "en", "When will I get my refund?", "refund not received", "where is my money", "how long do refunds take",
            "money back status"),
        Of("lacak", "id", "Bagaimana cara melacak paket?", "lacak paket", "paket sampai mana", "cek resi pengiriman",
            "posisi kiriman saya"),
        Of("voucher", "id", "Kenapa voucher tidak bisa dipakai?", "kode promo gagal", "voucher ditolak", "kupon tidak berlaku",
            "kode voucher error"),
        Of("sandi", "id", "Saya lupa kata sandi", "reset password", "tidak bisa masuk akun", "ganti kata sandi", "lupa password"),
    ];

    /// <summary>The same questions about one office and another, as a list of opening hours has them.</summary>
    public static IReadOnlyList<Article> Offices() => [.. OfficeNames.Select(office => Of(office, "id",
        [.. Asked.Select(asked => asked.Replace("*", office, StringComparison.Ordinal))]))];

    private static readonly string[] OfficeNames =
        ["pajak", "imigrasi", "samsat", "pertanahan", "kejaksaan", "taspen", "dinsos", "polres", "pengadilan", "perpustakaan", "puskesmas",
            "damkar", "perizinan", "kelurahan", "kehutanan"];

    private static readonly string[] Asked =
    [
        "jam buka kantor *", "kantor * buka jam berapa", "apakah * buka hari sabtu", "jadwal layanan *", "* tutup jam berapa",
        "di mana alamat kantor *", "nomor telepon *",
        "cara daftar antrean *", "syarat mengurus surat di *", "biaya layanan kantor *", "apakah kantor * melayani online",
        "kapan waktu sepi ke *", "kantor * libur tanggal merah ya",
    ];

    public static KnowledgeIndex Index(IReadOnlyList<Article> articles) => KnowledgeIndex.Build(articles, null, default);

    /// <summary>An answerer over a folder, words alone, with the confidence fitted.</summary>
    public static async Task<(FaqAnswerer Answerer, KnowledgeBase Knowledge)> AnswererAsync(
        string folder, CancellationToken cancellationToken, string encoder = "None")
    {
        var (answerer, knowledge, _) = await FittedAsync(folder, cancellationToken, encoder);
        return (answerer, knowledge);
    }

    /// <summary>The same with its confidence models.</summary>
    public static async Task<(FaqAnswerer Answerer, KnowledgeBase Knowledge, ConfidenceModels Models)> FittedAsync(
        string folder, CancellationToken cancellationToken, string encoder = "None")
    {
        var options = Options.Create(new KnowledgeOptions { Folder = folder, Encoder = encoder });
        var knowledge = new KnowledgeBase(options, TimeProvider.System, NullLogger<KnowledgeBase>.Instance);
        await knowledge.WarmUpAsync(cancellationToken);
        var models = new ConfidenceModels(knowledge, Options.Create(new AnsweringOptions()), NullLogger<ConfidenceModels>.Instance);
        await models.FitAsync(2, cancellationToken);
        return (new FaqAnswerer(new KnowledgeSearch(knowledge), models, options), knowledge, models);
    }
}
