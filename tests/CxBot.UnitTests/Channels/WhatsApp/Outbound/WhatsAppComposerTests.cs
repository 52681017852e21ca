using System.Text.Json.Nodes;
using CxBot.Conversations;
using CxBot.Web.Channels.WhatsApp.Outbound;
using CxBot.Words;

namespace CxBot.Tests.Channels.WhatsApp.Outbound;

public sealed class WhatsAppComposerTests
{
    [Fact]
    public void Answer_source_and_choices_go_in_one_message()
    {
        var piece = Assert.Single(
            Compose(MessageRole.Bot, "**3 hari**",
                new MessageContent.Answer(new(new("a"), "Kapan dana kembali?"), null, [new("Bicara dengan tim", null)])));
        Assert.Equal("*3 hari*\n\n_Sumber: Kapan dana kembali?_", (string)piece.Content["body"]!["text"]!);
        Assert.Equal("button", (string)piece.Content["type"]!);
        Assert.Equal("choice:7:0", (string)piece.Content["action"]!["buttons"]![0]!["reply"]!["id"]!);
    }

    [Fact]
    public void The_part_that_answers_stands_before_the_rest_of_the_article_in_the_same_message()
    {
        var answer = new MessageContent.Answer(new(new("a"), "Kapan dana kembali?")) { Lead = "- **QRIS**: 3 hari".Length };
        var piece = Assert.Single(Compose(MessageRole.Bot, "- **QRIS**: 3 hari\n\n**Minggu** tidak dihitung.", answer));
        Assert.Equal(
            "- *QRIS*: 3 hari\n\n_Selengkapnya:_\n*Minggu* tidak dihitung.\n\n_Sumber: Kapan dana kembali?_", (string)piece.Content["body"]!);
    }

    [Fact]
    public void Of_a_long_article_the_part_that_answers_is_in_the_first_message()
    {
        var answer = new MessageContent.Answer(new(new("a"), "A")) { Lead = "Jawabannya.".Length };
        var pieces = Compose(MessageRole.Bot, "Jawabannya.\n\n" + string.Join("\n\n", Enumerable.Repeat(new string('a', 700), 8)), answer);
        Assert.Equal(2, pieces.Count);
        Assert.StartsWith("Jawabannya.\n\n_Selengkapnya:_\n", (string)pieces[0].Content["body"]!);
    }

    [Fact]
    public void Titles_too_long_for_buttons_make_a_list_with_the_whole_words_under_them()
    {
        var piece = Assert.Single(
            Compose(MessageRole.Bot, "Yang mana?",
                new MessageContent.Offer([new("Mengapa voucher saya tidak bisa dipakai?", new("v")), new("Bukan ini", null)])));
        var row = piece.Content["action"]!["sections"]![0]!["rows"]![0]!;
        Assert.Equal(("Mengapa voucher saya…", "Mengapa voucher saya tidak bisa dipakai?"),
            ((string)row["title"]!, (string)row["description"]!));
    }

    [Fact]
    public void Many_choices_are_at_most_ten_rows_and_equal_titles_no_buttons()
    {
        Assert.Equal(10,
            Rows(Compose(MessageRole.Bot, "x",
                new MessageContent.Offer([.. Enumerable.Range(0, 30).Select(i => new Choice($"Pilihan {i}", null))]))).Count);
        Assert.Equal("list",
            (string)Compose(MessageRole.Bot, "x",
                new MessageContent.Offer([new("Sama", new("a")), new("Sama", new("b"))]))[0].Content["type"]!);
    }

    [Fact]
    public void A_longer_answer_goes_with_its_choices_in_one_list_because_each_message_costs()
    {
        var answer = string.Join("\n\n", Enumerable.Repeat(new string('a', 700), 3));
        var piece = Assert.Single(
            Compose(MessageRole.Bot, answer, new MessageContent.Offer([new("Ya", null), new("Bicara dengan tim", null)])));
        Assert.Equal(("list", answer), ((string)piece.Content["type"]!, (string)piece.Content["body"]!["text"]!));
        Assert.Equal(["Ya", "Bicara dengan tim"], Rows([piece]).Select(r => (string)r!["title"]!));
        // The way back has no list's word: words and button apart.
        Assert.Equal(["text", "interactive"],
            Compose(MessageRole.System, answer,
                new MessageContent.Notice(new HandoverState(1, HandoverStage.Waiting, HandoverReason.Angry, 1, CanReturn: true)))
                .Select(p => p.Type));
    }

    [Fact]
    public void A_long_answer_is_split_and_its_choices_come_last()
    {
        var pieces = Compose(
            MessageRole.Bot, string.Join("\n\n", Enumerable.Repeat(new string('a', 1500), 4)), new MessageContent.Offer([new("Ya", null)]));
        Assert.Equal(["text", "text", "interactive"], pieces.Select(p => p.Type));
    }

    [Fact]
    public void A_rating_is_five_rows_best_first()
    {
        var rows = Rows(Compose(MessageRole.System, "Selesai.",
            new MessageContent.Notice(new HandoverState(42, HandoverStage.Resolved, HandoverReason.Angry), AskRatingOf: 42)));
        Assert.Equal(("rating:42:5", "★★★★★ Sangat baik"), ((string)rows[0]!["id"]!, (string)rows[0]!["title"]!));
        Assert.Equal("rating:42:1", (string)rows[4]!["id"]!);
    }

    [Fact]
    public void Agreement_is_seven_rows_that_a_list_holds_and_0_to_10_is_typed()
    {
        var asks = MessageContent.Empty with { Asks = new SurveyQuestion(SurveyKind.Ces, "id") };
        var list = Compose(MessageRole.System, "Selesai.", asks);
        Assert.Equal(7, Rows(list).Count);
        Assert.All(Rows(list), row => Assert.InRange(((string)row!["title"]!).Length, 1, 24));
        Assert.Contains(CustomerWords.Say("Survey_Ces", "id"), (string)list[0].Content["body"]!["text"]!, StringComparison.Ordinal);
        Assert.Matches("^ces:[0-9]+:7$", (string)Rows(list)[0]!["id"]!);

        var text = Assert.Single(
            Compose(MessageRole.System, "Selesai.", MessageContent.Empty with { Asks = new SurveyQuestion(SurveyKind.Nps, "en") }));
        Assert.Equal("text", text.Type);
        Assert.Contains(CustomerWords.Say("SurveyTyped", "en", 0, 10), (string)text.Content["body"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_waits_may_go_back_by_a_button()
    {
        var piece = Assert.Single(
            Compose(MessageRole.System, "Anda nomor 1",
                new MessageContent.Notice(new HandoverState(1, HandoverStage.Waiting, HandoverReason.Angry, 1, CanReturn: true))));
        Assert.Equal("back", (string)piece.Content["action"]!["buttons"]![0]!["reply"]!["id"]!);
    }

    [Fact]
    public void Files_carry_the_words_as_their_caption_where_they_can()
    {
        var picture = new MediaReference("a", "foto.png", "image/png", 10);
        var voice = new MediaReference("b", "suara.ogg", "audio/ogg", 10);
        var both = Compose(MessageRole.Agent, "ini ya", new MessageContent.Files([picture, voice]));
        Assert.Equal(["image", "audio"], both.Select(p => p.Type));
        Assert.Equal("ini ya", (string)both[0].Content["caption"]!);
        Assert.Equal(["audio", "text"], Compose(MessageRole.Agent, "ini ya", new MessageContent.Files([voice])).Select(p => p.Type));
        Assert.Equal("document",
            Assert.Single(Compose(MessageRole.Agent, "", new MessageContent.Files([new("c", "a.gif", "image/gif", 1)]))).Type);
    }

    [Fact]
    public void A_template_has_its_parameters_by_number_or_by_name()
    {
        var numbered = Assert.Single(Compose(MessageRole.Agent, "Halo Budi", new MessageContent.Template(new("halo", "id", [], ["Budi"]))));
        Assert.Equal("""{"name":"halo","language":{"code":"id"},"components":[{"type":"body","parameters":[{"type":"text","text":"Budi"}]}]}""", numbered.Content.ToJsonString());
        var named = Assert.Single(
            Compose(MessageRole.Agent, "Halo Budi", new MessageContent.Template(new("halo", "id", ["Toko"], ["Budi"], ["nama"]))));
        Assert.Contains("\"parameter_name\":\"nama\"", named.Content.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_is_sent_as_one()
    {
        var piece = Assert.Single(
            Compose(MessageRole.Agent, "", new MessageContent.Shared(new(SharedKind.Location, ["Toko", "Jl. Braga 1"], -6.9, 107.6))));
        Assert.Equal(("location", "Toko"), (piece.Type, (string)piece.Content["name"]!));
    }

    private static IReadOnlyList<WhatsAppPiece> Compose(MessageRole role, string text, MessageContent content) =>
        WhatsAppComposer.Compose(
            new Message { ConversationId = new("wa-x"), Sequence = 7, Role = role, Text = text, Channel = "whatsapp", Content = content },
            "id");

    private static JsonArray Rows(IReadOnlyList<WhatsAppPiece> pieces) => pieces[^1].Content["action"]!["sections"]![0]!["rows"]!.AsArray();
}
