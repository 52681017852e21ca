using System.Data.Common;
using CxBot.Delivery;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CxBot.Conversations;

/// <summary>The log of conversations: the only place that gives out sequences. Called inside a <see cref="Writer"/> command.</summary>
public static class MessageLog
{
    /// <summary>Appends what a customer sent. A unique key decides duplicates.</summary>
    /// <returns>The message's sequence, or null where it was already there or there is no such conversation.</returns>
    public static async Task<long?> AppendInboundAsync(CxBotDbContext db, InboundMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await NextAsync(db, message.ConversationId, now, cancellationToken) is not { } place) return null;

        // Plain SQL, for ON CONFLICT DO NOTHING: deciding duplicates by exception costs a third of the intake.
        await using var insert = Command(db, """
            INSERT INTO "Messages" ("ConversationId", "Sequence", "Role", "Kind", "Text", "At", "Channel", "ProviderId", "Content", "Raw", "Delivery")
            VALUES (@conversation, @sequence, 'Customer', @kind, @text, @at, @channel, @provider, @content, @raw, 'None')
            ON CONFLICT DO NOTHING
            """);
        Add(insert, "@conversation", message.ConversationId);
        Add(insert, "@sequence", place.Sequence);
        Add(insert, "@kind", message.Kind.ToString());
        Add(insert, "@text", message.Text);
        Add(insert, "@at", place.At.UtcTicks);
        Add(insert, "@channel", message.Channel);
        Add(insert, "@provider", message.ProviderId);
        Add(insert, "@content", StoredJson.Write(message.Content));
        Add(insert, "@raw", message.Raw);
        if (await insert.ExecuteNonQueryAsync(cancellationToken) == 0) return null;

        await using var mark = Command(db, """
            UPDATE "Conversations" SET "LastCustomerSequence" = @sequence, "LastCustomerAt" = @at,
              "CustomerWaitsSince" = CASE WHEN "CustomerWaitsSince" IS NULL AND @said AND "Status" IN ('WaitingForAgent', 'WithAgent') THEN @at ELSE "CustomerWaitsSince" END
            WHERE "Id" = @conversation
            """);
        Add(mark, "@conversation", message.ConversationId);
        Add(mark, "@sequence", place.Sequence);
        Add(mark, "@at", place.At.UtcTicks);
        Add(mark, "@said", message.Kind == MessageKind.Text);
        await mark.ExecuteNonQueryAsync(cancellationToken);
        return place.Sequence;
    }

    /// <summary>Appends what bot, agent or system say, and puts it on its way where the channel must be pushed to; the caller saves.</summary>
    public static async Task<Message> AppendAsync(CxBotDbContext db, Conversation conversation, DateTimeOffset now, Func<long, DateTimeOffset, Message> message, CancellationToken cancellationToken)
    {
        var place = await NextAsync(db, conversation.Id, now, cancellationToken)
            ?? throw new ConversationConflictException($"Conversation {conversation.Id} is gone.");
        var appended = message(place.Sequence, place.At);
        db.Messages.Add(appended);
        if (appended.Role != MessageRole.Note && Channels.IsPushed(conversation.Channel))
        {
            appended.Delivery = DeliveryStatus.Queued;
            db.Outbox.Add(new OutgoingDelivery { ConversationId = conversation.Id, Sequence = place.Sequence, Channel = conversation.Channel, DueAt = place.At });
        }
        return appended;
    }

    /// <summary>Takes the next place: locks the conversation's row, and keeps time strictly growing, because clients sort by it.</summary>
    private static async Task<(long Sequence, DateTimeOffset At)?> NextAsync(CxBotDbContext db, string conversationId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var next = Command(db, """
            UPDATE "Conversations" SET "LastSequence" = "LastSequence" + 1,
              "LastMessageAt" = CASE WHEN "LastMessageAt" >= @now THEN "LastMessageAt" + 10000 ELSE @now END
            WHERE "Id" = @conversation RETURNING "LastSequence", "LastMessageAt"
            """);
        Add(next, "@conversation", conversationId);
        // Whole milliseconds: what a client gets is what is stored.
        Add(next, "@now", now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerMillisecond);
        await using var row = await next.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? (row.GetInt64(0), new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero)) : null;
    }

    private static DbCommand Command(CxBotDbContext db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        return command;
    }

    private static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }
}
