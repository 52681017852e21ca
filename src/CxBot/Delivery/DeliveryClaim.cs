using CxBot.Conversations;
using CxBot.Storage;

namespace CxBot.Delivery;

/// <summary>Claims one piece of a message before it is handed to its channel. Called inside a <see cref="Writer"/> command.</summary>
public static class DeliveryClaim
{
    /// <summary>Claims a piece, only where nobody has: one statement, so that of two processes one wins.</summary>
    /// <returns>Null for the loser.</returns>
    public static async Task<DeliveryPart?> TakeAsync(CxBotDbContext db, Message message, int number, string channel, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var claim = Sql.Command(db, """
            INSERT INTO "DeliveryParts" ("ConversationId", "Sequence", "Part", "Channel", "ClaimedAt", "Status")
            VALUES (@conversation, @sequence, @part, @channel, @now, 'Queued')
            ON CONFLICT ("ConversationId", "Sequence", "Part") DO UPDATE SET "ClaimedAt" = @now
            WHERE "DeliveryParts"."ClaimedAt" IS NULL AND "DeliveryParts"."ProviderId" IS NULL
            """,
                ("@conversation", message.ConversationId.Value), ("@sequence", message.Sequence), ("@part", number), ("@channel", channel),
                ("@now", now.UtcTicks));
        if (await claim.ExecuteNonQueryAsync(cancellationToken) == 0)
            return null;
        return new DeliveryPart
        {
            ConversationId = message.ConversationId,
            Sequence = message.Sequence,
            Part = number,
            Channel = channel,
            ClaimedAt = now,
            Status = DeliveryStatus.Queued
        };
    }
}
