using System.Text.RegularExpressions;

namespace CxBot.Language;

/// <summary>How a customer sounds, by insults, complaints and shouting.</summary>
internal static partial class UtteranceMood
{
    private const int LettersThatShout = 12;

    public static Mood Find(string text, string plain)
    {
        var shouts = Shouts(text);
        var annoyed = Annoyed().IsMatch(plain);
        if (Angry().IsMatch(plain) || Accuses(plain) || (shouts && (annoyed || Many().IsMatch(text))))
            return Mood.Angry;
        if (annoyed || shouts || Marks().IsMatch(text) || Sulky().IsMatch(text))
            return Mood.Annoyed;
        return Worried().IsMatch(plain) ? Mood.Worried : Mood.Calm;
    }

    /// <summary>Calls the shop a fraud, which is anger; a report of fraud is another matter.</summary>
    public static bool Accuses(string plain) => Accusation().IsMatch(plain);

    private static bool Shouts(string text)
    {
        int upper = 0, letters = 0;
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, 2_000)))
        {
            letters += char.IsLetter(c) ? 1 : 0;
            upper += char.IsUpper(c) ? 1 : 0;
        }

        return letters >= LettersThatShout && upper > letters * 0.7;
    }

    [GeneratedRegex(
        @" ((penipu|scam|scammers?|tukang tipu|maling) (kalian|kamu|semua|lu)|(kalian|toko|kamu|dasar|memang)( \w+)? (penipu|scam\w*|tukang tipu|maling)|you are (all )?(a )?(scam\w*|thie\w+|frauds?)|(this|your) (is|shop|store|company|site)( is)? (a )?(total )?(scam|fraud)) ",
        RegexOptions.CultureInvariant)]
    private static partial Regex Accusation();

    // Masked insults ("anj*ng") come apart at the star, hence the halves.
    [GeneratedRegex(
        @" (anjing|anjir|anjrit|anj|anj ng|anjng|njing|bangsat|bangs t|bgst|bngst|bajingan|brengsek|brngsek|kampret|keparat|kontol|kntl|k ntol|memek|mmk|ngentot|ngntt|jancok|jancuk|cok|goblok|gblk|g blok|goblog|tolol|t lol|bego|bacot|tai|taik|setan|babi|monyet kalian|sialan|asu|bodoh|dongo|idiot|sampah|kurang ajar|kurangajar|tidak becus|ga becus|biadab|laknat|maling (kalian|kamu)|kecewa (berat|sekali|parah|banget)|sangat kecewa|kecewa sangat|marah (besar|sekali)|muak|fuck\w*|f ck\w*|wtf|bullshit|shit|bitch|asshole|bastard|crap|scammers?|you are (a )?(scam\w*|thie\w+|useless|idiots?|liars?)|useless (bot|service|company)|pathetic|disgusting|terrible service|worst (service|shop|store|company|experience)|(very|so|extremely|really) (angry|disappointed|furious|pissed)|furious|pissed off|unacceptable|never (buying|shopping|ordering) (here )?again|kapok) ",
        RegexOptions.CultureInvariant)]
    private static partial Regex Angry();

    [GeneratedRegex(
        @" (kecewa|kesal|kesel|sebal|sebel|jengkel|emosi|marah|bosan|capek|cape|capai|lama sekali|lambat sekali|lemot|lelet|parah|payah|nyebelin|menyebalkan|mengecewakan|tidak jelas|gimana sih|bagaimana sih|percuma|ribet|php|bohong|dibohongi|sudah berkali kali|berkali kali|dari (kemarin|tadi|minggu lalu)|masih belum juga|belum juga|disappointed|disappointing|annoy\w+|angry|upset|frustrat\w+|ridiculous|too long|still waiting|so slow|fed up|waste of time|not happy|unhappy|third time) ",
        RegexOptions.CultureInvariant)]
    private static partial Regex Annoyed();

    [GeneratedRegex(
        @" (takut|khawatir|kuatir|cemas|panik|bingung|gelisah|deg degan|hilang tidak|jangan jangan|semoga|mohon sekali|tolong sekali|urgent|darurat|penting sekali|worried|worry|afraid|scared|anxious|panick?\w*|confused|desperate|urgently|emergency|asap|please help|tolong bantu) ",
        RegexOptions.CultureInvariant)]
    private static partial Regex Worried();

    [GeneratedRegex(@"!{3,}|!\s*!\s*!")]
    private static partial Regex Marks();

    [GeneratedRegex(@"!{2,}|\?{3,}|(!\?){2,}|(\?!){2,}")]
    private static partial Regex Many();

    [GeneratedRegex("[😠😡🤬👿💢😤]", RegexOptions.CultureInvariant)]
    private static partial Regex Sulky();
}
