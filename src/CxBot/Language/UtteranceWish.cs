using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace CxBot.Language;

/// <summary>
/// Whether the customer asks for a person. A request counts in any wording; a question about the customer service ("jam kerja CS?") does not.
/// </summary>
internal static partial class UtteranceWish
{
    // Names that nobody is addressed by, and names that need "with" or "to" before them to mean a wish.
    private const string Stranger =
        @"(cs|customer (service|care|support)|cust service|customer servis|costumer service|layanan pelanggan|operator|agen|agents?|orang(nya)?|manusia|humans?|person|someone|somebody|representative|reps?|staff?|petugas|live ?chat|supervisor|spv|manager|manajer|atasan|call center|helpdesk)( ?nya)?";

    private const string Familiar = @"(admin|mimin|tim|team|support|bos|pegawai|karyawan|people|kalian)( ?nya)?";

    private static readonly FrozenSet<string> People = FrozenSet.Create(
        "cs", "csnya", "operator", "operatornya", "agen", "agent", "agents", "orang", "orangnya", "manusia", "human", "person", "representative", "rep", "staf", "staff", "petugas",
        "supervisor", "manager", "manajer", "atasan", "helpdesk", "livechat");

    // These names are also forms of address: "halo admin" greets.
    private static readonly FrozenSet<string> Addressed = FrozenSet.Create("admin", "adminnya", "min", "mimin");

    private static readonly FrozenSet<string> Pleas = FrozenSet.Create(
        "tolong", "mana", "please", "minta", "mau", "butuh", "perlu", "ada", "panggil", "panggilkan", "panggilin", "sambungkan", "sambungin", "hubungkan", "where", "need", "want", "call",
        "get", "now", "sekarang", "balas", "jawab", "respon", "respond", "reply", "online", "bantu", "dong", "woi", "woy");

    private static readonly FrozenSet<string> Fillers = FrozenSet.Create(
        "ya", "yah", "nya", "dong", "donk", "deh", "sih", "kok", "nih", "kak", "kakak", "min", "halo", "hai", "hi", "hello", "hey", "permisi", "saya", "i", "a", "an", "the", "real", "live", "asli",
        "saja", "lagi", "yang", "bisa", "boleh", "apakah", "is", "there", "any", "anyone", "customer", "service", "care", "chat", "untuk", "ke", "dengan", "langsung", "beneran", "benar", "may",
        "can", "could", "me", "to", "you", "gan", "sis", "bro", "pak", "bu", "mas", "mbak", "mbaknya", "masnya", "tidak", "oh", "ok", "oke", "aja", "bot", "robot", "jangan", "bukan", "not", "no");

    private static readonly FrozenSet<string> Speaking = FrozenSet.Create(
        "ngobrol", "ngomong", "bicara", "berbicara", "telepon", "telpon", "telfon", "telp", "teleponan", "telponan", "telfonan", "ditelepon", "ditelpon", "ditelfon", "nelpon", "nelepon", "menelepon",
        "call", "talk", "speak", "phone");

    private static readonly FrozenSet<string> BesideSpeaking = FrozenSet.Create(
        "ribet", "repot", "susah", "males", "malas", "capek", "cape", "capai", "lelah", "ngetik", "ketik", "mengetik", "panjang", "ingin", "lebih", "enak", "daripada", "kalau", "begitu", "dulu", "sama", "sini", "di",
        "aja", "we", "id", "rather", "prefer", "just", "would", "like", "directly", "instead", "on", "over", "back", "someone", "somebody", "it", "typing", "type", "tired", "of", "than", "too", "much", "ya", "kami", "kita");

    public static bool IsForPerson(IReadOnlyList<string> words, string plain)
    {
        if (words.Count == 0)
            return false;
        if (NoRobot().IsMatch(plain) || FaultyAnswer().IsMatch(plain) || NotUnderstood().IsMatch(plain) || NoTemplate().IsMatch(plain) || Presence().IsMatch(plain) || IsOnlyCall(words, plain) || IsOnlyTalk(plain))
            return true;
        return !AboutService().IsMatch(plain)
            && (Wanting().IsMatch(plain) || WantingFamiliar().IsMatch(plain) || Talking().IsMatch(plain) || Passing().IsMatch(plain));
    }

    /// <summary>Nothing but a call: "cs mana cs", "admin tolong", "agent please", "orang".</summary>
    private static bool IsOnlyCall(IReadOnlyList<string> words, string plain)
    {
        bool people = false, addressed = false, plea = false;
        foreach (var word in plain.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (People.Contains(word))
                people = true;
            else if (Addressed.Contains(word) && !(word == "min" && words.Count > 1 && words[0] != "min"))
                addressed = true;
            else if (!Pleas.Contains(word) && !Fillers.Contains(word))
                return false;
            plea |= Pleas.Contains(word);
        }

        return people || (addressed && plea) || CustomerService().IsMatch(plain);
    }

    /// <summary>Would rather speak than write, and says nothing else: "ribet ngetik, ngobrol langsung aja boleh?"</summary>
    private static bool IsOnlyTalk(string plain)
    {
        var words = plain.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Any(Speaking.Contains) && words.All(w => Speaking.Contains(w) || BesideSpeaking.Contains(w) || Pleas.Contains(w) || Fillers.Contains(w));
    }

    [GeneratedRegex(@" (customer (service|care|support)|live ?chat) ", RegexOptions.CultureInvariant)]
    private static partial Regex CustomerService();

    [GeneratedRegex(
        @" ((hubung|sambung|disambung|terus|diterus|alih|dialih|pindah|dipindah|oper|dioper|panggil|dipanggil)(kan|in)?|dihubungi|(connect|transfer|put|pass|switch|redirect|forward) (me|us|this|it)|escalate)( \w+){0,3}? (" + Stranger + "|" + Familiar + ") ",
        RegexOptions.CultureInvariant)]
    private static partial Regex Passing();

    [GeneratedRegex(
        @" (mau|ingin|minta|butuh|perlu|bisa|boleh|tolong|mohon|pindah|need|want|like|please|get|give|let|prefer|rather)( (saya|kami|me|i|ke|sama|dengan|bantuan|dibantu|dibalas|dijawab|dilayani|help|from|by|a|an|the|real|live|actual|lagi|langsung|dong|komplain|lapor|hubungi|menghubungi|kontak|ada|dari|oleh|yang|to|any|some|your|have|be|call))* " + Stranger + " ",
        RegexOptions.CultureInvariant)]
    private static partial Regex Wanting();

    [GeneratedRegex(
        @" (mau|ingin|minta|butuh|perlu|bisa|boleh|tolong|need|want|like|please|can)( \w+){0,3} (ke|sama|dengan|to|with|from|hubungi) (the |your |a )?" + Familiar + " ",
        RegexOptions.CultureInvariant)]
    private static partial Regex WantingFamiliar();

    [GeneratedRegex(
        @" (bicara|berbicara|ngomong|ngobrol|ngechat|chat|chatan|cetan|telepon|telpon|telfon|komunikasi|talk|speak|chat|talking|speaking) (langsung |sama |dengan |ke |to |with |a |an |the |real |live |actual |your |tim |pihak |yang |benar |lewat )*(" + Stranger + "|" + Familiar + ") ",
        RegexOptions.CultureInvariant)]
    private static partial Regex Talking();

    [GeneratedRegex(
        @" (jangan (pakai |sama |dengan |dibalas |dijawab )?(ro)?bot|(bukan|tidak mau|tidak butuh|malas|males|bosan|capek|cape|muak)( \w+){0,3} (ro)?bot(nya)?|stop (ro)?bot|(ro)?bot( ?nya)? (tidak (jelas|guna|berguna|membantu|ngerti|mengerti|paham|nyambung)|bodoh|goblok)|(no|not|stop|hate|without|dont want|do not want|tired of)( \w+){0,3} (ro)?bots?|(stop|hate) (this )?bot|bukan mesin) ",
        RegexOptions.CultureInvariant)]
    private static partial Regex NoRobot();

    // What is wrong with what the bot says. "Salah" alone is said of parcels all day, so its subject must stand near.
    [GeneratedRegex(
        @" (((jawab|menjawab|dijawab|balas|dibalas|respon|respons)(an|nya|annya|mu|anmu)?|bot(nya)?|robotnya)( \w+){0,4} (ngaco|ngawur|asal|kacau|aneh|(tidak|bukan|kurang) (\w+ )?(nyambung|sesuai|jelas|membantu|benar|tepat|berguna|guna|paham|ngerti|mengerti|relevan|cocok|pas)|muter\w*|mutar\w*|berputar\w*|melenceng|salah|keliru|itu itu|itu lagi|sama terus|bego|bodoh|oon)|(ngaco|ngawur|(tidak|kurang) (nyambung|sesuai|jelas|membantu|relevan)|salah|keliru|muter\w*)( \w+){0,3} (jawab|balas|respon|respons)(an|nya|annya|mu|anmu)|(answers?|repl(y|ies)|responses?)( \w+){0,4} (wrong|useless|nonsense|irrelevant|no sense|not help\w*|unhelpful|rubbish|garbage)|(wrong|useless|irrelevant|same|generic|automated|canned)( \w+){0,1} (answers?|repl(y|ies)|responses?)) ",
        RegexOptions.CultureInvariant)]
    private static partial Regex FaultyAnswer();

    [GeneratedRegex(
        @" (((tidak|kurang) (\w+ )?(ngerti|mengerti|paham|tangkap|nangkap)\w*|salah paham)( \w+){0,2} (maksud\w*|pertanyaan\w*|botnya)|(kamu|bot(nya)?) (kok |memang |ini )?(tidak|belum) (bisa )?(ngerti|mengerti|paham|membantu|nyambung)\w*|bukan (itu|ini) (yang )?(saya )?(tanya\w*|maksud\w*)|tidak membantu( sama sekali| apa apa)?|(not|isnt|arent|wasnt) (really )?(helping|helpful|what i (asked|meant|said))|(does|did|do) not (really )?(help|understand) (me|at all)|unhelpful|no help at all|(you|youre|you are) (just )?(keep|keeps) (giving|repeating|saying|sending|answering|asking)|(not|never) (answering|understanding|listening)( to)? (me|my \w+)|(you|it) (do|does) not understand|(going|talking) in circles) ",
        RegexOptions.CultureInvariant)]
    private static partial Regex NotUnderstood();

    [GeneratedRegex(
        @" ((jangan|stop|capek|cape|bosan|malas|males|muak|tidak mau|tidak butuh|no more)( \w+){0,3} (jawab\w*|dijawab|balas\w*|dibalas|respon\w*|repl\w+|answers?|messages?)( \w+){0,2} (otomatis|template|robot|mesin)|(jangan|stop|capek|cape|bosan|malas|males|muak)( \w+){0,3} (template|(automated|automatic|canned) \w+)|(jawaban|balasan)\w* (template|otomatis|robot)( \w+){0,1} (semua|terus|mulu|melulu|saja)) ",
        RegexOptions.CultureInvariant)]
    private static partial Regex NoTemplate();

    [GeneratedRegex(
        @" ((ada|apa ada|apakah ada) (orangnya|yang (jaga|standby|stand by|online|manusia))( (tidak|kah|sih|ini|di sini))*|(is|are) (there )?(anyone|anybody|someone|somebody) (there|here|available|online|real)( who| to| that)?( \w+){0,3} (help|answer|talk|reply)|(admin|mimin|tim)(nya)? (yang )?(asli|beneran|benar|manusia)|real (admin|team)|(sambung|oper|pindah|ganti)(kan|in)?( \w+){0,2} yang lain(nya)?) ",
        RegexOptions.CultureInvariant)]
    private static partial Regex Presence();

    [GeneratedRegex(
        @" (jam (kerja|operasional|layanan|buka|berapa)\w*|buka jam|nomor\w* (telepon|telpon|wa|whatsapp|hp|kontak|cs|customer|admin|layanan)|(nomor|no|kontak|email|alamat|wa) (cs|customer|admin|tim|layanan)( \w+){0,3}|(cs|customer service|admin)( \w+){0,3} (jam berapa|nomor berapa|buka|tutup|24 jam|kapan|libur)|berapa (lama|nomor|jam)|kapan|bagaimana cara( \w+){0,2} (hubungi|menghubungi|kontak|mengontak)|cara (hubungi|menghubungi|kontak|mengontak)|apa (itu|bedanya|tugas\w*)|lowongan|loker|gaji|kerja di|berapa orang|untuk (\d+|dua|tiga|empat) orang|orang (lain|tua|tuaku|rumah|kantor)|(teman|milik|punya) orang|what time|(opening|working|business|office|operating|service|support) hours|hours (of|for|is|are)|phone number|email address|how (do|can|to|long|many)( \w+){0,2}|when (is|are|does|do)|other (person|people)|another person|someone else|for (two|three|four|\d+) (people|persons)) ",
        RegexOptions.CultureInvariant)]
    private static partial Regex AboutService();
}
