using CxBot.Storage;

namespace CxBot.Conversations;

/// <summary>Appends to the log of conversations. It alone gives out sequences. Called inside a <see cref="Writer"/> command.</summary>
public static class MessageLog
{
    /// <summary>Appends what a customer sent. A unique key decides duplicates.</summary>
    /// <returns>The message's sequence, or null where it was already there or there is no such conversation.</returns>
    public static async Task<long?> AppendInboundAsync(
        CxBotDbContext db, InboundMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await NextAsync(db, message.ConversationId, now, cancellationToken) is not { } place)
            return null;

        // EF Core has no ON CONFLICT DO NOTHING, and an exception for each duplicate costs a third of the intake.
        await using var insert = Sql.Command(db, """
            INSERT INTO "Messages" ("ConversationId", "Sequence", "Role", "Kind", "Text", "At", "Channel", "ProviderId", "Content", "Raw",
              "Delivery")
            VALUES (@conversation, @sequence, 'Customer', @kind, @text, @at, @channel, @provider, @content, @raw, 'None')
            ON CONFLICT DO NOTHING
            """,
            ("@conversation", message.ConversationId.Value), ("@sequence", place.Sequence), ("@kind", message.Kind.ToString()),
            ("@text", message.Text), ("@at", place.At.UtcTicks),
            ("@channel", message.Channel), ("@provider", message.ProviderId), ("@content", StoredJson.Write(message.Content)),
            ("@raw", message.Raw));
        if (await insert.ExecuteNonQueryAsync(cancellationToken) == 0)
            return null;

        await using var mark = Sql.Command(db, """
            UPDATE "Conversations" SET "LastCustomerSequence" = @sequence, "LastCustomerAt" = @now,
              "RepliesUntil" = CASE WHEN COALESCE("RepliesUntil", 0) < @until THEN @until ELSE "RepliesUntil" END,
              "CustomerWaitsSince" = CASE
                WHEN "CustomerWaitsSince" IS NULL AND @said AND "Status" IN ('WaitingForAgent', 'WithAgent') THEN @now
                ELSE "CustomerWaitsSince" END
            WHERE "Id" = @conversation
            """,
            ("@conversation", message.ConversationId.Value), ("@sequence", place.Sequence), ("@now", now.UtcTicks),
            ("@said", message.Kind == MessageKind.Text), ("@until", message.RepliesUntil?.UtcTicks ?? 0L));
        await mark.ExecuteNonQueryAsync(cancellationToken);
        return place.Sequence;
    }

    /// <summary>Appends what somebody wrote to the customer from the shop's own phone. It was sent already. A unique key decides
    /// duplicates.</summary>
    /// <returns>The message's sequence, or null where it was already there.</returns>
    public static async Task<long?> AppendEchoAsync(
        CxBotDbContext db, InboundMessage message, string agentId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await NextAsync(db, message.ConversationId, now, cancellationToken) is not { } place)
            return null;
        await using var insert = Sql.Command(db, """
            INSERT INTO "Messages" ("ConversationId", "Sequence", "Role", "Kind", "Text", "At", "Channel", "ProviderId", "AgentId",
              "Content", "Raw", "Delivery")
            VALUES (@conversation, @sequence, 'Agent', @kind, @text, @at, @channel, @provider, @agent, @content, @raw, 'Sent')
            ON CONFLICT DO NOTHING
            """,
            ("@conversation", message.ConversationId.Value), ("@sequence", place.Sequence), ("@kind", message.Kind.ToString()),
            ("@text", message.Text), ("@at", place.At.UtcTicks),
            ("@channel", message.Channel), ("@provider", message.ProviderId), ("@agent", agentId),
            ("@content", StoredJson.Write(message.Content)), ("@raw", message.Raw));
        return await insert.ExecuteNonQueryAsync(cancellationToken) == 0 ? null : place.Sequence;
    }

    /// <summary>Appends a message of bot, agent or system, and queues it for delivery on a channel that must be pushed to; the caller
    /// saves.</summary>
    public static async Task<Message> AppendAsync(
        CxBotDbContext db, Conversation conversation, OutgoingMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var place = await NextAsync(db, conversation.Id, now, cancellationToken)
            ?? throw new ConversationConflictException($"Conversation {conversation.Id} is gone.");
        var channel = db.Channels.Of(conversation.Channel);
        var appended = new Message
        {
            ConversationId = conversation.Id,
            Sequence = place.Sequence,
            At = place.At,
            Role = message.Role,
            Text = message.Text,
            Channel = conversation.Channel,
            ProviderId = message.ProviderId,
            AgentId = message.AgentId,
            AuthorName = message.AuthorName,
            WaitedSince = message.WaitedSince,
            Content = message.Content,
            Confidence = message.Confidence,
            Signals = message.Signals,
            Explanation = message.Explanation,
        };
        db.Messages.Add(appended);
        if (appended.Role is MessageRole.Bot or MessageRole.System && !ReplyWindow.OfBot(channel, conversation, now).IsOpen)
        {
            // The channel would refuse the message, and refusals lower the quality rating of the shop's number. Agents are told before they
            // send.
            (appended.Delivery, appended.FailureTitle) = (DeliveryStatus.Failed, ReplyWindow.Shut);
        }
        else if (appended.Role != MessageRole.Note && channel.IsPushed)
        {
            appended.Delivery = DeliveryStatus.Queued;
            // The delivery is due by the clock, because the message's own time may run ahead of it. The node that writes it delivers it,
            // unless the node dies.
            db.Outbox.Add(new OutgoingDelivery
            {
                ConversationId = conversation.Id,
                Sequence = place.Sequence,
                Channel = conversation.Channel,
                DueAt = now,
                LeasedBy = db.Node,
                LeasedUntil = db.Node is null ? null : now + Leases.Lasts,
            });
        }
        return appended;
    }

    /// <summary>Takes the next sequence. It locks the conversation's row and keeps the time strictly growing, because clients sort by
    /// it.</summary>
    private static async Task<(long Sequence, DateTimeOffset At)?> NextAsync(
        CxBotDbContext db, ConversationId conversationId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Time is stored in whole milliseconds, as clients get it.
        await using var next = Sql.Command(db, """
            UPDATE "Conversations" SET "LastSequence" = "LastSequence" + 1,
              "LastMessageAt" = CASE WHEN "LastMessageAt" >= @now THEN "LastMessageAt" + 10000 ELSE @now END
            WHERE "Id" = @conversation AND "Status" <> 'Erasing' RETURNING "LastSequence", "LastMessageAt"
            """, ("@conversation", conversationId.Value), ("@now", now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerMillisecond));
        await using var row = await next.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? (row.GetInt64(0), new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero)) : null;
    }
}
