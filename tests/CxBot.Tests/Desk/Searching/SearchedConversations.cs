using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Storage;

namespace CxBot.Tests.Desk.Searching;

/// <summary>The conversations that the table of searches is about.</summary>
internal static class SearchedConversations
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private static readonly Agent Ani = new()
    {
        Id = "0f8fad5b-d9cb-469f-a165-70867728950e",
        UserName = "ani@example.test",
        DisplayName = "Ani Wulandari",
        CreatedAt = Noon,
    };

    public static Task SeedAsync(Writer writer) => writer.RunAsync(async (db, token) =>
    {
        db.Users.Add(Ani);
        await db.SaveChangesAsync(token);
        await AddAsync(db, "emilie", "whatsapp", new Customer
        {
            Name = "Émilie Ünal",
            CreatedAt = Noon,
            Identities = [Identity(PersonOnChannel.PhoneKind, "6281300000001"), Identity(PersonOnChannel.FormerPhoneKind, "6281399999999")],
        }, Says("mau bicara dengan cs"));
        await AddAsync(db, "abroad", "whatsapp",
            new Customer { Name = "Jane", CreatedAt = Noon, Identities = [Identity(PersonOnChannel.PhoneKind, "447700900123")] },
            Says("Заказ 12, ΠΑΡΑΓΓΕΛΊΑΣ"));
        await AddAsync(db, "left", "web",
            new Customer { Name = "Budi", Phone = "(0812) 3456-7890", Email = "ångström@example.test", CreatedAt = Noon },
            Says("diskon 50%_oke 🙏 \"kutip\" شكرا"));
        await AddAsync(db, "refund", "web", new Customer { Name = "Rina Hartati", CreatedAt = Noon },
            Says("refund saya blm masuk kak"), Says("pesanan INV-30001, sudah lima hari"),
            new OutgoingMessage(MessageRole.Bot, "Dana kembali dalam **3–14 hari** kerja."),
            new OutgoingMessage(MessageRole.System, "Anda terhubung dengan Ani Wulandari. Ia sudah membaca."),
            new OutgoingMessage(MessageRole.Agent, "Baik, kami cek ke bagian keuangan") { AgentId = Ani.Id, AuthorName = "Ani" },
            new OutgoingMessage(MessageRole.Note, "pelanggan minta dicek gudang Cakung") { AgentId = Ani.Id });
        db.Handovers.Add(new HandoverRequest
        {
            ConversationId = new("refund"),
            Reason = HandoverReason.CustomerAsked,
            AgentId = Ani.Id,
            RequestedAt = Noon,
            QueuedAt = Noon,
            EndedAt = Noon,
            Outcome = HandoverOutcome.FollowUpNeeded,
            OutcomeNote = "janji telepon Senin pagi",
            RatingComment = "lambat sekali",
            Skill = "billing",
            Brief = new HandoverBrief([], [], [], Mood.Calm, "id", false, [], [], [], null, null, null),
        });
        await AddAsync(db, "package", "web", new Customer { Name = "José Ñuñez", CreatedAt = Noon },
            Says("paketnya telat lagi, resi JX0099887766"), Says("nomor saya 0857 1122 3344 ya"));
        await AddAsync(db, "slang", "web", new Customer { CreatedAt = Noon }, Says("gmn cara ganti alamat"));
        await AddAsync(db, "formal", "web", new Customer { Name = "Владимир Ильин", CreatedAt = Noon },
            Says("Bagaimana cara mengganti kata sandi?"));
        await AddAsync(db, "file", "web", new Customer { Name = "王小明", CreatedAt = Noon }, new OutgoingMessage(MessageRole.Customer, "")
        {
            Content = new MessageContent.Files([new MediaReference("x", "bukti-transfer_BCA.pdf", "application/pdf", 10)]),
        });
        await AddAsync(db, "thai", "web", new Customer { Name = "Łukasz Straße", CreatedAt = Noon }, Says("สวัสดีครับ ส่งของเมื่อไหร่"));
        await db.SaveChangesAsync(token);
    }, TestContext.Current.CancellationToken);

    private static async Task AddAsync(CxBotDbContext db, string id, string channel, Customer customer, params OutgoingMessage[] log)
    {
        var token = TestContext.Current.CancellationToken;
        var conversation =
            new Conversation { Id = new(id), Channel = channel, Customer = customer, CreatedAt = Noon, LastMessageAt = Noon };
        db.Add(conversation);
        await db.SaveChangesAsync(token);
        foreach (var message in log)
            if (message is { Role: MessageRole.Customer })
                await MessageLog.AppendInboundAsync(db,
                    new InboundMessage { ConversationId = new(id), Channel = channel, Text = message.Text, Content = message.Content },
                    Noon, token);
            else
                await MessageLog.AppendAsync(db, conversation, message, Noon, token);
        await db.SaveChangesAsync(token);
    }

    private static OutgoingMessage Says(string text) => new(MessageRole.Customer, text);

    private static CustomerIdentity Identity(string kind, string value) => new() { Channel = "whatsapp", Kind = kind, Value = value };
}
