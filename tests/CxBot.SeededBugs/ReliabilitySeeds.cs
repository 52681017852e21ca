namespace CxBot.SeededBugs;

/// <summary>What loses, doubles or disorders messages.</summary>
/// <remarks>Two guards stand behind <c>turn-over-another</c>: the conversation's last covered message, which this takes away, and the key of
/// the turns, which is enough alone. A turn that was decided on an older state begins with the first message that was not covered then, and
/// so does the turn that covered it meanwhile: both have the same key. The test puts the other turn under another key, and so sees the
/// first guard go.</remarks>
internal static class ReliabilitySeeds
{
    private const string Core = "src/CxBot/";
    private const string Web = "src/CxBot.Web/";
    private const string WhatsApp = Web + "Channels/WhatsApp/";
    private const string DirectLine = Web + "Channels/DirectLine/";

    public static readonly SeedList All = new("reliability",
    [
        new("acknowledged-before-the-commit",
            new SeedPlace(Core + "Storage/Writer.cs", "_result = await ", "run(db, CancellationToken.None)",
                "((System.Func<Task<T>>)(async () => { var made = await run(db, CancellationToken.None); _done.TrySetResult(made); return made; }))()",
                ";"))
        { Tests = [Unit("WriterTests.Nobody_is_told_*")] },
        new("synchronous-normal",
            new SeedPlace(Core + "Storage/Sqlite/SqliteDurability.cs", "command.CommandText = ", "Pragmas",
                "Pragmas.Replace(\"=FULL\", \"=NORMAL\")", ";"))
        { Tests = [Unit("WriterTests.Every_connection_*")] },
        new("no-key-of-the-client",
            new SeedPlace(DirectLine + "DirectLineReader.cs", "ProviderId = ", "clientId is { Length: > 0 and <= MaxClientIdLength }",
                "clientId is null", "\n"))
        { Tests = [Host("DirectLineEndpointsTests.The_same_client_*")] },
        new("no-key-of-the-channel",
            new SeedPlace(WhatsApp + "Inbound/WhatsAppTranslator.cs", "ProviderId = ", "Id(message)",
                "Id(message) + System.Guid.NewGuid()", ",\n            RepliesUntil"))
        { Tests = [Host("WhatsAppIntakeTests.Whatever_comes_twice_*")] },
        new("answer-kept-though-taken",
            new SeedPlace(Core + "Turns/TurnChanges.cs", "var dropped = ", "conversation.Epoch != work.Conversation.Epoch", "false", " && "))
        { Tests = [Host("RaceTests.An_agent_who_takes_it_*")] },
        new("claim-takes-anothers",
            new SeedPlace(Core + "Handover/HandoverQueue.cs", "if (", "conversation.Status != ConversationStatus.WaitingForAgent",
                "conversation.Status is not (ConversationStatus.WaitingForAgent or ConversationStatus.WithAgent)",
                " && !conversation.IsOnShopPhone)\n"),
            new SeedPlace(Core + "Handover/HandoverQueue.cs", "if (", "conversation.IsOnShopPhone",
                "conversation.Status == ConversationStatus.WithAgent", ")\n                conversation.Transfer(agent.Id"))
        { Tests = [Host("HandoverTests.Two_agents_who_take_*"), Host("QueueModelTests.A_queue_is_*")] },
        new("reply-without-owning",
            new SeedPlace(Core + "Handover/AgentReplies.cs", "conversation.MustBeWith(", "agent.Id", "conversation.OwnerId ?? agent.Id",
                ");\n            var (text, content)"))
        { Tests = [Host("HandoverTests.A_loser_cannot_reply_*"), Host("QueueModelTests.A_queue_is_*")] },
        new("read-before-subscribing",
            new SeedPlace(DirectLine + "Streaming/LiveConversation.cs", "await ", "WaitAsync(_ending.Token)",
                "((System.Func<Task>)(() => { _subscription.Drain(); return WaitAsync(_ending.Token); }))()", ";"))
        { Tests = [Host("LiveConversationsTests.What_is_said_between_*")] },
        new("marked-sent-before-sending",
            new SeedPlace(Web + "Engine/OutgoingCarrier.cs", "var result = await ",
                "_senders[delivery.Channel].SendAsync(conversation, message, delivery.Attempts, cancellationToken)",
                "((System.Func<Task<SendResult>>)(async () => { await MarkAsync(delivery, DeliveryStatus.Sent, null, null, cancellationToken); return await _senders[delivery.Channel].SendAsync(conversation, message, delivery.Attempts, cancellationToken); }))()",
                ";"))
        { Tests = [Host("WhatsAppSenderTests.What_passes_*")] },
        new("resume-loses-one",
            new SeedPlace(DirectLine + "DirectLineHistory.cs", "m.Sequence > ", "sequence", "sequence + 1", ")"))
        { Tests = [Host("DirectLineStreamTests.A_client_that_comes_back_*")] },
        new("order-by-the-clock",
            new SeedPlace(Core + "Conversations/MessageLog.cs", "(row.GetInt64(0), ", "new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero)",
                "now", ")"))
        { Tests = [Unit("MessageLogTests.Sequences_only_grow_*")] },
        new("unsigned-let-in",
            new SeedPlace(WhatsApp + "Inbound/WhatsAppEndpoints.cs", "if (", "!signature.Fits(body, request.Headers[WhatsAppSignature.Header] is [{ } header] ? header : null)",
                "request.Headers[WhatsAppSignature.Header].Count > 0 && !signature.Fits(body, request.Headers[WhatsAppSignature.Header][0])",
                ")\n"))
        { Tests = [Host("WhatsAppEndpointsTests.Nothing_is_read_before_*")] },
        new("token-of-another",
            new SeedPlace(DirectLine + "Tokens/DirectLineAccess.cs", "&& ", "asked as string != token.ConversationId.Value", "asked is null", ")"))
        { Tests = [Host("DirectLineEndpointsTests.Each_refusal_*")] },
        new("stream-of-another",
            new SeedPlace(DirectLine + "Streaming/StreamEndpoint.cs", "if (", "ticket.Token.ConversationId != conversationId", "false", " ||"))
        { Tests = [Host("DirectLineStreamTests.The_streams_address_*")] },
        new("repeated-without-its-mark",
            new SeedPlace(WhatsApp + "Outbound/WhatsAppSender.cs", "[\"biz_opaque_callback_data\"] = ",
                "DeliveryPart.Tracker(message.ConversationId, message.Sequence, number)",
                "DeliveryPart.Tracker(message.ConversationId, message.Sequence, number) + System.Random.Shared.Next()", ","))
        { Tests = [Host("WhatsAppSenderTests.What_passes_*")] },
        new("unanswered-sent-again",
            new SeedPlace(WhatsApp + "Outbound/WhatsAppSender.cs", "return ", "new SendResult.Awaited(LookAgain, unknown.Reason)",
                "await ((System.Func<Task<SendResult>>)(async () => { await deliveries.UnclaimAsync(part); return new SendResult.Later(LookAgain, unknown.Reason, Counts: true); }))()",
                ";"))
        { Tests = [Host("WhatsAppSenderTests.Without_any_report_*")] },
        new("nobody-sweeps",
            new SeedPlace(Web + "Engine/Sweep.cs", "foreach (var id in ", "behind", "behind.Take(0)", ")"))
        { Tests = [Host("ClockSetBackTests.A_message_that_was_left_behind_*")] },
        new("half-of-a-failed-command",
            new SeedPlace(Core + "Storage/Writer.cs", "if (", "!await command.TryRunAsync(db)", "!await command.TryRunAsync(db) && false", ")"))
        { Tests = [Unit("WriterTests.A_failing_command_*")] },
        new("later-overtakes-earlier",
            new SeedPlace(Web + "Engine/DeliveryLoop.cs", "&& ",
                "!db.Outbox.Any(earlier => earlier.ConversationId == d.ConversationId && earlier.Sequence < d.Sequence)", "true", ")"))
        { Tests = [Host("WhatsAppSenderTests.Replies_keep_their_order_*")] },
        new("accepted-though-not-stored",
            new SeedPlace(WhatsApp + "Inbound/WhatsAppEndpoints.cs", "await ", "intake.StoreAsync(payload, cancellationToken)",
                "intake.StoreAsync(payload, cancellationToken).ContinueWith(stored => _ = stored.Exception)", ";"))
        { Tests = [Host("WhatsAppEndpointsTests.What_cannot_be_stored_*")] },
        new("status-moves-back",
            new SeedPlace(Core + "Delivery/DeliveryReports.cs", "part.Status = ", "DeliveryProgress.Later(part.Status, status)", "status", ";"))
        { Tests = [Unit("DeliveryReportsTests.*")] },
        new("turn-over-another",
            new SeedPlace(Core + "Turns/TurnChanges.cs", "conversation is null || ",
                "conversation.CoveredSequence != work.Conversation.CoveredSequence", "false", ")"))
        { Tests = [Host("RaceTests.A_turn_whose_messages_*")] },
        new("covers-what-it-has-not-read",
            new SeedPlace(Core + "Turns/TurnChanges.cs", "conversation.CoveredSequence = ", "result.LastSequence",
                "conversation.LastCustomerSequence", ";"))
        { Tests = [Host("RaceTests.A_customer_who_writes_*")] },
    ],
    []);

    private static SeedTests Unit(string method) => new("CxBot.UnitTests", ["-method", "*." + method]);

    private static SeedTests Host(string method) => new("CxBot.Tests", ["-method", "*." + method]);
}
