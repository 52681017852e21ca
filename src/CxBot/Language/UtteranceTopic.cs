using System.Text.RegularExpressions;

namespace CxBot.Language;

/// <summary>A matter that belongs to a person whatever the knowledge says.</summary>
public enum SensitiveTopic
{
    /// <summary>Of violence, or of harm to oneself.</summary>
    Threat,
    Health,
    Legal,
    Fraud,
}

/// <summary>Finds matters that belong to a person whatever the knowledge says.</summary>
internal static partial class UtteranceTopic
{
    /// <param name="plain">From <see cref="UtteranceText.Plain"/>.</param>
    public static SensitiveTopic? Sensitive(string plain) =>
        Threat().IsMatch(plain) ? SensitiveTopic.Threat
        : Health().IsMatch(plain) ? SensitiveTopic.Health
        : Legal().IsMatch(plain) ? SensitiveTopic.Legal
        : Fraud().IsMatch(plain) && !AboutFraud().IsMatch(plain) && !UtteranceMood.Accuses(plain) ? SensitiveTopic.Fraud
        : null;

    [GeneratedRegex(
        @" (bunuh diri|(mau|ingin) (mati|bunuh)( saja| rasanya)?(?= (saja|rasanya|diri|kamu|kalian)? ?$| saya )|mau mati saja|ingin mati|menyakiti diri|akhiri hidup|gantung diri|suicide|suicidal|kill (my ?self|you)|self harm|hurt myself|want to die|end my life|(saya |akan |bakal )*bunuh (kamu|kalian)|bakar (toko|kantor|gudang) ?(kamu|kalian|nya)?|bom (toko|kantor)|datangi rumah (kamu|kalian)|awas (kamu|kalian)|burn (down )?your|i will find you) ",
        RegexOptions.CultureInvariant)]
    private static partial Regex Threat();

    [GeneratedRegex(
        @" (keracunan|racun|muntah\w*|alergi(?! apa)|gatal\w*|ruam|bengkak|iritasi|melepuh|luka\w*|terluka|berdarah|masuk (rumah sakit|rs|ugd|igd)|sakit perut|sesak napas|kesetrum|tersetrum|meledak|terbakar|poison\w*|allergic|allergy|rash|vomit\w*|injur\w+|hospital|bleeding|burned|burnt|electric shock|electrocuted|exploded|caught fire) ",
        RegexOptions.CultureInvariant)]
    private static partial Regex Health();

    [GeneratedRegex(
        @" ((lapor|laporin|laporkan|lapor ke|laporkan ke|lapor ke kantor) (ke )?(polisi|pihak berwajib|ojk|ylki|bpkn|kemendag|kominfo)|polisi|polda|polres|somasi|pengacara|kuasa hukum|jalur hukum|ranah hukum|tuntut|menuntut|dituntut|gugat|gugatan|menggugat|pengadilan|pidana\w*|ylki|bpkn|lbh|lawyers?|attorney|legal action|sue you|sue|lawsuit|court|police|consumer protection) ",
        RegexOptions.CultureInvariant)]
    private static partial Regex Legal();

    [GeneratedRegex(
        @" (penipuan|penipu|(ke|di|ter)tipu|kena tipu|tertipu|ketipu|ditipu|nipu|menipu|dibajak|kebajak|bajak|diretas|dihack|dihek|kehack|dihacked|hacked|hack|dibobol|kebobolan|dicuri|pencurian|phishing|fraud\w*|scam\w*|stolen|identity theft|unauthori[sz]ed|(transaksi|pembelian|pesanan) (yang )?(bukan|tidak pernah|tidak) (dari )?(saya|dikenal|kenal)( lakukan| buat)?|(saya )?tidak (merasa|pernah) (pesan|beli|transaksi|belanja|checkout)) ",
        RegexOptions.CultureInvariant)]
    private static partial Regex Fraud();

    // Asking how fraud is known or avoided is a question like any other.
    [GeneratedRegex(
        @" (ciri\w*|cara (mengenali|membedakan|menghindari|hindari|cegah|mencegah|tahu|lapor)\w*|mengenali|menghindari|hindari|waspada|mencegah|tips|agar tidak|supaya tidak|biar tidak|apa itu|(apakah|apa) .{0,40}(penipuan|scam)|avoid|prevent|how (do i|to|can i) (recogni[sz]e|spot|avoid|report|tell)|protect|aman tidak|safe|takut) ",
        RegexOptions.CultureInvariant)]
    private static partial Regex AboutFraud();
}
