using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Storage;

namespace CxBot.Tests.Testing;

/// <summary>Customers who wait for an agent, put straight into the database: as many as a test wants.</summary>
public static class WaitingCrowd
{
    /// <summary>The customer of this number, from 0; the lower waits longer. Each tenth is urgent, each third is on WhatsApp.</summary>
    public static ConversationId Id(int number) => new($"crowd-{number:00000}");

    public static async Task SeedAsync(CxBotDbContext db, int count, DateTimeOffset now, int first = 0)
    {
        var token = TestContext.Current.CancellationToken;
        var made = new List<(Conversation Conversation, HandoverRequest Handover)>(count);
        for (var number = first; number < first + count; number++)
            made.Add(One(number, now.AddSeconds(number - 10_000)));
        db.AddRange(made.Select(one => one.Conversation));
        db.AddRange(made.Select(one => one.Handover));
        db.AddRange(made.Select(one => Says(one.Conversation)));
        await db.SaveChangesAsync(token);
        foreach (var (conversation, handover) in made)
            conversation.HandOver(handover.Begun, 1, handover.RequestedAt);
        await db.SaveChangesAsync(token);
    }

    private static (Conversation, HandoverRequest) One(int number, DateTimeOffset since)
    {
        var want = $"pesanan INV-{10_000 + number} belum sampai";
        return (
            new Conversation
            {
                Id = Id(number),
                Channel = number % 3 == 0 ? "whatsapp" : "web",
                Language = number % 4 == 0 ? "en" : "id",
                Customer = new Customer { Name = number % 2 == 0 ? $"Budi {number}" : null, CreatedAt = since },
                CreatedAt = since,
                LastMessageAt = since,
                LastSequence = 1,
                LastCustomerSequence = 1,
                CoveredSequence = 1,
                LastCustomerAt = since,
                CustomerWaitsSince = since,
            },
            new HandoverRequest
            {
                ConversationId = Id(number),
                Reason = HandoverReason.CustomerAsked,
                Priority = number % 10 == 0 ? HandoverPriority.Urgent : HandoverPriority.Normal,
                Skill = number % 5 == 0 ? "billing" : null,
                Brief = new HandoverBrief([want, "mau bicara dengan CS"], [], [], Mood.Calm, "id", false, [$"INV-{10_000 + number}"], [], [],
                    null, null, null),
                RequestedAt = since,
                QueuedAt = since,
            });
    }

    private static Message Says(Conversation conversation) => new()
    {
        ConversationId = conversation.Id,
        Channel = conversation.Channel,
        Sequence = 1,
        Role = MessageRole.Customer,
        Text = "mau bicara dengan CS",
        At = conversation.CreatedAt,
    };
}
