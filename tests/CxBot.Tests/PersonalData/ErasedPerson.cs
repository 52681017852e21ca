using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using CxBot.Assistance;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Evaluation.Questions;
using CxBot.Handover;
using CxBot.Handover.Insertions;
using CxBot.Language;
using CxBot.PersonalData;
using CxBot.Storage;
using CxBot.Tests.Testing;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.WhatsApp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CxBot.Tests.PersonalData;

/// <summary>Somebody who wrote on the website and on WhatsApp, to bot and agent, with files, a rating and contacts; every word of theirs
/// can be told from all others.</summary>
public sealed class ErasedPerson(CxBotApp app)
{
    public const string Phone = "6281277665544";
    public const string Email = "budi.raharjo@pelanggan.test";
    public const string Name = "Budi Raharjo Kusumo";

    /// <summary>Stands in every word, file and name.</summary>
    public const string Word = "zebrakuning";

    public CustomerId CustomerId { get; private set; }
    public List<ConversationId> ConversationIds { get; } = [];
    public List<string> FileIds { get; } = [];
    public string UserId { get; private set; } = "";

    /// <summary>All that must not be found anywhere afterwards.</summary>
    public IReadOnlyList<string> Traces =>
        [Word, Word.ToUpperInvariant(), Phone, "77665544", Email, Name, UserId, .. ConversationIds.Select(id => id.Value), .. FileIds];

    public async Task LiveAsync(DeskAgent agent, FakeGraph graph)
    {
        await using var web = await DirectLineCustomer.StartAsync(app);
        await web.SayAsync($"refund {Word} saya kok belum masuk ya?");
        await web.WaitForAnswerAsync("refund-timing");
        await UploadAsync(web);
        await web.SayAsync($"mau bicara dengan CS soal {Word} INV-77665544, telepon 0812-7766-5544");
        await web.WaitForQueueAsync();
        await web.EventAsync("cxbot/contact", new { phone = "0812-7766-5544", email = Email });
        Assert.True((await agent.TakeAsync(web.ConversationId)).Won);
        Inserted[] inserted = [new(InsertionKind.Canned, "1", $"Halo {Name}, soal {Word} saya lihat")];
        await app.Services.GetRequiredService<AgentReplies>().ReplyAsync(web.ConversationId, agent.Agent,
            $"Halo {Name}, soal {Word} saya cek", null, null, inserted, TestContext.Current.CancellationToken);
        await agent.NoteAsync(web.ConversationId, $"{Name} pernah marah ({Word})");
        await app.Services.GetRequiredService<HandoverQueue>()
            .ResolveAsync(web.ConversationId, agent.Agent, HandoverOutcome.Solved, $"beres {Word}", TestContext.Current.CancellationToken);
        await web.WaitForSentenceAsync("Resolved");
        var handover = await app.ReadAsync(
            db => db.Handovers.Where(h => h.ConversationId == web.ConversationId).Select(h => h.Id).SingleAsync());
        await web.EventAsync("cxbot/rating", new { handover, score = 4, comment = $"bagus {Word}" });
        await Eventually.TrueAsync(() => app.ReadAsync(db => db.Handovers.AnyAsync(h => h.Rating == 4)), "the rating");

        var phone = new WhatsAppCustomer(app.Address, Phone, name: Name);
        await phone.SayAsync($"paket {Word} sampai mana?", id: WhatsAppId(1));
        await graph.WaitForTextAsync("");
        await Eventually.TrueAsync(
            () => app.ReadAsync(
                async db => !await db.Outbox.AnyAsync()
                    && !await db.Conversations.AnyAsync(c => c.CoveredSequence < c.LastCustomerSequence)), "all to be answered and sent");
        var one = await app.ReadAsync(db => db.Conversations.SingleAsync(c => c.Id == web.ConversationId));
        var other = await app.ReadAsync(db => db.Conversations.SingleAsync(c => c.Channel == WhatsAppChannel.Key));
        ConversationIds.AddRange([one.Id, other.Id]);
        await app.Services.GetRequiredService<Writer>()
            .RunAsync((db, token) => JoinedCustomers.JoinAsync(db, one.CustomerId, other.CustomerId, token),
                TestContext.Current.CancellationToken);
        CustomerId = await app.ReadAsync(db => db.Customers.Where(c => c.Email == Email).Select(c => c.Id).SingleAsync());
        var known = await app.ReadAsync(db => db.Customers.SingleAsync(c => c.Id == CustomerId));
        Assert.Null((await app.Services.GetRequiredService<CustomerRecords>().SaveAsync(CustomerId, known.Version,
            CustomerEdit.Of(known) with { Note = $"suka {Word}", Attributes = [new("Hewan", Word)] }, agent.Agent, null,
            TestContext.Current.CancellationToken)).Problem);
        UserId = await app.ReadAsync(
            db => db.CustomerIdentities.Where(i => i.CustomerId == CustomerId && i.Channel == WebChannel.Key).Select(i => i.Value)
                .SingleAsync());
        FileIds.AddRange(await app.ReadAsync(db => db.MediaFiles.Where(f => f.ConversationId == one.Id).Select(f => f.Id).ToListAsync()));
        await AddTracesElsewhereAsync(other);
    }

    /// <summary>A long history, written straight into the log; between the rows stand those of somebody else.</summary>
    public async Task WriteAsync(int messages, ConversationId neighbour)
    {
        var writer = app.Services.GetRequiredService<Writer>();
        var id = ConversationIds[1];
        for (var from = 0; from < messages; from += 500)
        {
            var begin = from;
            await writer.RunAsync(async (db, token) =>
            {
                for (var i = begin; i < begin + 500; i++)
                {
                    var sequence = 1_000 + i;
                    db.Messages.Add(New(
                        id, sequence, $"pesan {i} tentang {Word} dari {Name} {Phone}", i % 2 == 0 ? WhatsAppId(1_000 + i) : null));
                    db.Messages.Add(New(neighbour, sequence, $"pesan {i} tetangga", $"wamid.N{i}"));
                    if (i % 2 == 0)
                        db.Turns.Add(new Turn
                        {
                            ConversationId = id,
                            FirstSequence = sequence,
                            LastSequence = sequence,
                            Outcome = TurnOutcome.Answered,
                            Confidence = 0.9,
                            ArticleId = new("refund"),
                            At = app.Time.GetUtcNow(),
                        });
                    else
                        db.DeliveryParts.Add(
                            new DeliveryPart
                            {
                                ConversationId = id,
                                Sequence = sequence,
                                Channel = WhatsAppChannel.Key,
                                ProviderId = WhatsAppId(sequence),
                                Status = DeliveryStatus.Read,
                            });
                }
                await db.SaveChangesAsync(token);
                await db.Conversations.Where(c => c.Id == id || c.Id == neighbour)
                    .ExecuteUpdateAsync(set => set.SetProperty(c => c.LastSequence, 1_000L + begin + 500), token);
            }, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>As Meta makes them: the number stands in it, in Base64.</summary>
    private static string WhatsAppId(int number) =>
        "wamid." + Convert.ToBase64String(Encoding.ASCII.GetBytes($"\u001c\u0018\r{Phone}\u0015\u0002{number:D8}"));

    private Message New(ConversationId conversationId, long sequence, string text, string? providerId) => new()
    {
        ConversationId = conversationId,
        Sequence = sequence,
        Role = sequence % 2 == 0 ? MessageRole.Customer : MessageRole.Bot,
        Text = text,
        At = app.Time.GetUtcNow(),
        Channel = WhatsAppChannel.Key,
        ProviderId = providerId,
        Content = MessageContent.Empty with { ReplyTo = new QuotedMessage(WhatsAppId((int)sequence), sequence) },
    };

    private async Task AddTracesElsewhereAsync(Conversation conversation)
    {
        var text = $"refund {Word} saya kok belum masuk ya?";
        await app.Services.GetRequiredService<QuestionSets>()
            .ReplaceAsync($$"""{"text":"{{text}}","article":"refund"}""" + "\n" + """{"text":"ongkir ke Bandung?","article":null}""",
                new AuditActor(null, "Sari", null), TestContext.Current.CancellationToken);
        app.Services.GetRequiredService<Drafts>().Show(conversation.Id, Word);
        await app.Services.GetRequiredService<Writer>().RunAsync((db, token) =>
        {
            db.CaseSummaries.Add(new CaseSummary { ConversationId = conversation.Id, Text = $"{Name} bertanya soal {Word}" });
            db.ParkedReports.Add(
                new ParkedReport
                {
                    Channel = WhatsAppChannel.Key,
                    ProviderId = WhatsAppId(9),
                    Status = DeliveryStatus.Read,
                    At = app.Time.GetUtcNow(),
                });
            db.ConsentChanges.Add(
                new ConsentChange
                {
                    CustomerId = CustomerId,
                    Channel = WhatsAppChannel.Key,
                    Wish = ConsentWish.Start,
                    ProviderId = WhatsAppId(10),
                    At = app.Time.GetUtcNow(),
                });
            return db.SaveChangesAsync(token);
        }, TestContext.Current.CancellationToken);
    }

    private async Task UploadAsync(DirectLineCustomer web)
    {
        using var http = app.Http();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", web.Token);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes($"bukti {Word} {Name}"));
        content.Headers.ContentType = new("text/plain");
        content.Headers.ContentDisposition = new("attachment") { Name = "file", FileName = $"bukti-{Word}.txt" };
        using var answer = await http.PostAsync($"/v3/directline/conversations/{web.ConversationId}/upload?userId=x", content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}

/// <summary>Everything that the app logs.</summary>
public sealed class KeptLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string All => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => new Keeper(_lines);

    public void Dispose()
    {
    }

    private sealed class Keeper(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");
    }
}

/// <summary>Looks for texts in the bytes of files, in UTF-8 and UTF-16.</summary>
public static class ByteScan
{
    /// <summary>Which of the texts stand in which files.</summary>
    public static IReadOnlyList<string> Find(string folder, IReadOnlyList<string> texts, Func<string, bool>? skip = null)
    {
        var needles = texts.SelectMany(text => new[] { (text, Encoding.UTF8.GetBytes(text)), (text, Encoding.Unicode.GetBytes(text)) })
            .ToList();
        var found = new List<string>();
        // A server's socket is no file, and what one process alone may open cannot be read.
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => skip?.Invoke(f) != true && !Path.GetFileName(f).StartsWith(".s.PGSQL", StringComparison.Ordinal)
                && !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            open.CopyTo(bytes);
            var span = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
            foreach (var (text, needle) in needles)
                if (span.IndexOf(needle) >= 0)
                    found.Add($"{file}: {text}");
            if (texts.Any(text => Path.GetFileName(file).Contains(text, StringComparison.Ordinal)))
                found.Add($"{file}: the name");
        }
        return found;
    }
}
