using System.Collections.Frozen;

namespace CxBot.Language.Text;

/// <summary>How Indonesian chat is written, word by word: abbreviations, loose spellings, particles, forms of address.</summary>
internal static class Slang
{
    // "as written, as written = as spelt". Both the knowledge and the question go through it, so a hasty entry does no harm by itself.
    private const string Table = """
        gmn, gmna, gimana, gmana, gimna, bgmn, bagaimna, gimane = bagaimana
        brp, brapa, brpa, berpa = berapa
        ga, gak, nggak, ngga, enggak, engga, gk, g, tdk, tak, kagak, kaga, nda, ndak, gx, gaa, ngak, tidk, kgk, kga, gag = tidak
        gabisa, gbisa, gabs, gakbisa, gbs = tidak bisa
        gada, gaada, gakada, gda = tidak ada
        gamau, gakmau, gmau = tidak mau
        udh, udah, sdh, dah, uda, sudh, suda, ud = sudah
        blm, blum, belom, blom, blon, belm = belum
        yg, yng = yang
        tf, trf, trnsfer, tranfer, transper, tfan, ditf = transfer
        rek, rekning, reknya, norek = rekening
        dgn, dg, sm, ama, dngan, dengn = dengan
        utk, bwt, tuk, untk = untuk
        dr, dri, drpd = dari
        krn, karna, krna, soalnya, gara = karena
        jd, jdi = jadi
        klo, kalo, kl, klau, kalu, klu = kalau
        tp, tpi = tapi
        bs, bsa, bisaa = bisa
        dpt, dapet, dapt = dapat
        sy, aku, gue, gw, gua, ane, saia, aq, ak, akuh, gwe = saya
        km, kmu, lu, lo, elu, ente = kamu
        trs, trus, truss = terus
        skrg, skrang, skg, sekarg, skrng = sekarang
        bsk, bsok, besuk = besok
        kmrn, kmaren, kemaren, kmarin, kemrin = kemarin
        tgl, tggl = tanggal
        jgn, jngn, jangn, jgan = jangan
        knp, kenapa, knapa, napa, ngapa = mengapa
        sampe, smpe, smp, nyampe, nyampek, sampek, nyampai, ampe, nympe = sampai
        aja, aj, ja, doang, doank = saja
        bgt, banget, bngt, bgtt = sekali
        org, orng = orang
        brg, brng, barng = barang
        hrs, hrus, kudu, mesti = harus
        lg, lgi, lagii = lagi
        lgsg, lgsung, langsng, lsg = langsung
        msh, masi, mash = masih
        mna, mn = mana
        mo, mw, pgn, pngn, pengen, pingin, pengin = mau
        nmr, nmor, nomer, nmer, nopes, nomr = nomor
        ongkr, ongkir, okir = ongkos kirim
        pake, pke, pk = pakai
        pesen, psn, pesanin, msn, mesen = pesan
        ordr, orderan, ordernya, orderanku = pesanan
        balikin, kembaliin, balekin, ngembaliin, mulangin, pulangin, ngebalikin, dibalikin, dikembaliin = kembalikan
        nuker, tuker, nukerin, tukerin, menukar, ditukar, nukar = tukar
        bayarnya, byr, bayr, mbayar, ngebayar = bayar
        dibatalin, batalin, ngebatalin, cancelin, dicancel, cansel, kensel = batalkan
        ngirim, kirimin, dikirimin, krm, krim = kirim
        dikirm, dkirim = dikirim
        paketan, pket, pkt = paket
        rusk, rsk = rusak
        slh, slah = salah
        ganti2, gantiin, ngeganti, ngganti, ngerubah, ubahin = ganti
        lupaa, lpa = lupa
        pasword, passwd, pw, pass, pwd, paswrd = password
        hp, hape, henpon = handphone
        apk, aplikasinya = aplikasi
        akn, akunku = akun
        msk, masok = masuk
        duit, dwit, uangku = uang
        dana2, refun, refundnya, refand, rifan, refundan, reffund = refund
        ngecek, cekin, ceking, ngcek = cek
        lacak2, nglacak, ngelacak, trek, trackingnya, treking, traking = lacak
        vocer, voucer, vocher, pocer, kupon, vcr = voucher
        promonya = promo
        diskonan, dsc, diskonn = diskon
        grts, gratisan, geratis, gratiss = gratis
        redi, redy, rdy = tersedia
        stoknya, stk = stok
        kpn, kapn, kpan = kapan
        lma, lamanya = lama
        jm = jam
        hr, hri = hari
        mgg, mggu = minggu
        bln = bulan
        thn = tahun
        sbntr, bntr, bentar, sebentr = sebentar
        tlg, tlong, tolongin, tlng, tulung = tolong
        mohn, mhn = mohon
        mksd, maksdnya = maksud
        kyk, kek, kayak, kaya, ky = seperti
        gini, gni, bgini = begini
        gitu, gtu, bgitu, gt = begitu
        tau, tw, taw = tahu
        bnr, bner, bener = benar
        bkn, bkan = bukan
        ad, adaa = ada
        emg, emang, mmg, mang = memang
        cm, cuman, cma, cuma = hanya
        dmn, dimana, dmna, dimn = di mana
        kmn, kemana, kmna = ke mana
        drmn, darimana = dari mana
        smua, smw, semuany = semua
        bbrp, bbrapa = beberapa
        sblm, sblum, seblum = sebelum
        stlh, stelah = setelah
        abis, hbs = habis
        bli, ngebeli = beli
        jln, jlan = jalan
        almt, alamt, almat = alamat
        pmbayaran, pmbyrn, pembyaran = pembayaran
        pngiriman, pengirman, pngrman = pengiriman
        krg, kurng = kurang
        lbh, lbih = lebih
        bdg = bandung
        jkt = jakarta
        sby = surabaya
        u = you
        ur = your
        pls, plz, plis = please
        thx, tks = thanks
        dont = do not
        cant = can not
        cannot = can not
        doesnt = does not
        didnt = did not
        isnt = is not
        wasnt = was not
        hasnt = has not
        havent = have not
        wont = will not
        wouldnt = would not
        im = i am
        ive = i have
        whats = what is
        wheres = where is
        hows = how is
        whos = who is
        """;

    private static readonly FrozenDictionary<string, string[]> Spelt = Read();

    private static readonly FrozenSet<string> Particles = FrozenSet.Create(
        "dong", "donk", "deh", "dech", "sih", "sich", "kok", "koq", "nih", "ni", "nich", "ya", "yah", "yaa", "iya", "lho", "loh", "kan", "tuh", "tu", "eh", "oh",
        "nah", "toh", "kah", "lah", "pun", "ah", "hmm", "hm", "duh", "aduh", "wah", "woi", "woy", "min", "mimin", "admin", "kak", "kaka", "kakak", "ka", "gan", "agan", "sis",
        "sist", "bang", "bro", "mas", "mbak", "mba", "bos", "boss", "bu", "pak", "om", "gaes", "guys", "halo", "hai", "hi", "hello", "hallo");

    private static readonly FrozenSet<string> EnglishForms = FrozenSet.Create(
        "you", "your", "please", "thanks", "not", "am", "have", "is", "password", "refund", "transfer", "promo", "voucher", "cek");

    private static readonly FrozenSet<string> Bought = FrozenSet.Create(
        "order", "belanja", "pembelian", "transaksi", "beli", "checkout", "pesan", "pesanan", "pembayaran", "pengiriman", "purchase", "spend");

    /// <summary>The word spelt out; itself where it is not slang. One word may become two.</summary>
    public static IReadOnlyList<string> SpellOut(string word) => Spelt.TryGetValue(word, out var spelt) ? spelt : [word];

    public static bool Knows(string word) => Spelt.ContainsKey(word);

    /// <summary>Colours a sentence or names who is spoken to, and means nothing to a search.</summary>
    public static bool IsParticle(string word) => Particles.Contains(word);

    /// <summary>After "min" it means the least amount; elsewhere "min" calls the admin.</summary>
    public static bool IsBought(string word) => Bought.Contains(word);

    /// <summary>Only Indonesian chat is written so.</summary>
    public static bool IsIndonesian(string word) => Spelt.TryGetValue(word, out var spelt) && !EnglishForms.Contains(spelt[^1]);

    private static FrozenDictionary<string, string[]> Read()
    {
        var spelt = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var line in Table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var sides = line.Split('=', StringSplitOptions.TrimEntries);
            foreach (var written in sides[0].Split(',', StringSplitOptions.TrimEntries))
                spelt[written] = sides[1].Split(' ');
        }

        return spelt.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
