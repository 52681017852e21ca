namespace CxBot.Tests.Reports.ShopYear;

/// <summary>What customers say, and what comes of it: the articles of the shop ask for it in just these words.</summary>
internal static class Wording
{
    public const string Greeting = "halo";
    public const string Thanks = "terima kasih";
    public const string Nonsense = "???";

    /// <summary>Questions that the bot answers, by topic: in several words, so that nobody says the same twice.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Answered = new Dictionary<string, string[]>
    {
        ["refund-timing"] = ["uang saya belum kembali", "dana refund belum diterima", "kapan refund cair", "Kapan dana saya kembali?"],
        ["track-order"] = ["paket saya sampai mana", "status pengiriman pesanan", "di mana paket saya sekarang", "Bagaimana melacak pesanan saya?"],
        ["password-reset"] = ["lupa password", "ganti kata sandi", "reset password akun", "Bagaimana mengatur ulang kata sandi?"],
        ["voucher-fails"] = ["kode promo gagal", "voucher tidak berlaku", "kupon diskon ditolak", "Mengapa voucher saya tidak bisa dipakai?"],
    };

    /// <summary>What leads to people: the words, the skill that is needed, and the topic.</summary>
    public static readonly IReadOnlyList<(string Text, string? Skill, string? Topic)> ForPeople =
    [
        ("mau bicara dengan CS", null, null),
        ("bagaimana klaim garansi", "billing", "warranty-claim"),
        ("mau pesan partai besar", "sales", "wholesale"),
    ];

    public static KnowledgeFiles Knowledge() => KnowledgeFiles.Shop()
        .Add("warranty-claim", "Bagaimana klaim garansi?", "Petugas kami membantu klaim garansi.", "always\nskill: billing",
            ["bagaimana klaim garansi", "klaim garansi produk rusak", "syarat klaim garansi", "garansi toko berapa lama"])
        .Add("wholesale", "Mau pesan partai besar?", "Tim penjualan kami membantu.", "always\nskill: sales",
            ["mau pesan partai besar", "harga grosir untuk reseller", "pesan grosir partai banyak", "diskon partai besar"]);
}
