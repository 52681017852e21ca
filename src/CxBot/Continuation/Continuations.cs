using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Handover;
using CxBot.Labels;
using CxBot.Handover.Later;
using CxBot.Language;
using CxBot.Storage;
using CxBot.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Continuation;

/// <summary>Takes customers from one channel to another: issues codes, redeems them, and lets the conversation go on where the customer is
/// now.</summary>
/// <remarks>Two customers become one only here, by a code or by a signed token, never by a likeness.</remarks>
public sealed class Continuations(
    IDbContextFactory<CxBotDbContext> contexts,
    ContinuationCodes codes,
    CustomerNotices notices,
    ChannelRegistry channels,
    IOptions<ContinuationOptions> options,
    TimeProvider time)
{
    /// <summary>Whether a message may have to do with another channel. Pure.</summary>
    public static bool Concerns(Conversation conversation, ChannelTraits channel, string text) =>
        WantsWeb(channel, text) || CodeText.Read(text) is not null
            || (conversation.AskedCode is not null && ContinuationAnswer.Read(text) is not null);

    /// <summary>Reads what a message wants between two channels. It changes nothing.</summary>
    /// <returns>Null where the message is like any other.</returns>
    public async Task<ContinuationRequest?> ReadAsync(Conversation conversation, string text, CancellationToken cancellationToken)
    {
        var channel = channels.Of(conversation.Channel);
        if (!Concerns(conversation, channel, text))
            return null;
        if (WantsWeb(channel, text))
        {
            var code = CodeText.New();
            return new ContinuationRequest.Issue(code, CodeText.Hash(code));
        }

        await using var db = contexts.CreateDbContext();
        return await ReadAnswerAsync(db, conversation, text, cancellationToken)
            ?? await ReadCodeAsync(db, conversation, text, cancellationToken);
    }

    /// <summary>Does what was wanted, inside the transaction of its turn; the caller saves.</summary>
    /// <returns>The id of the other conversation that changed; null where none did.</returns>
    public async Task<ConversationId?> ApplyAsync(
        CxBotDbContext db, Conversation here, ContinuationRequest request, CancellationToken cancellationToken)
    {
        switch (request)
        {
            case ContinuationRequest.Issue issue:
                await IssueAsync(db, here, issue, cancellationToken);
                return null;
            case ContinuationRequest.Confirm confirm when await codes.FindAsync(db, here, confirm.Hash, cancellationToken) is { } there:
                if (there.CustomerId == here.CustomerId)
                    return await ApplyAsync(db, here, new ContinuationRequest.Redeem(confirm.Hash), cancellationToken);
                await AskAsync(db, here, there, confirm.Hash, cancellationToken);
                return null;
            case ContinuationRequest.Redeem redeem when await codes.TakeAsync(db, here, redeem.Hash, cancellationToken) is { } there:
                await JoinAsync(db, here, there, cancellationToken);
                return there.Id;
            case ContinuationRequest.Decline decline:
                here.AskedCode = null;
                await codes.DeclineAsync(db, decline.Hash, cancellationToken);
                await SayAsync(db, here, "ContinueDeclined", [], null, cancellationToken);
                return null;
            default:
                here.AskedCode = null;
                codes.CountWrong(db, here.Id);
                if (request is not ContinuationRequest.Invalid { Tell: false })
                    await SayAsync(db, here, "ContinueWrong", [], null, cancellationToken);
                return null;
        }
    }

    /// <summary>Goes on here with another conversation: with one customer from now on, with what the bot knew there, and with the open case
    /// if there is one.
    /// Called inside a <see cref="Writer"/> command; the caller saves.</summary>
    /// <remarks>Nothing of the other conversation is shown here. The customer has it where it was, and a visitor who found a code gets
    /// nothing to read.</remarks>
    public async Task ContinueAsync(CxBotDbContext db, Conversation here, Conversation there, CancellationToken cancellationToken)
    {
        if (here.CustomerId != there.CustomerId)
            await JoinedCustomers.JoinAsync(db, here.CustomerId, there.CustomerId, cancellationToken);
        if (here.Status == ConversationStatus.Resolved)
            here.Reopen();
        var offered = there.Offered;
        var moves = there.HandoverId is not null && here.HandoverId is null;
        here.Continue(there, moves, time.GetUtcNow());
        await FollowUps.GoOnAsync(db, there.Id, here.Id, cancellationToken);
        if (moves)
        {
            await LabelActs.MoveAlongAsync(db, there, here, cancellationToken);
            await MoveHandoverAsync(db, here, there, cancellationToken);
            return;
        }

        if (here.HandoverId is null)
            await SayAsync(db, here, "Continued", [], offered, cancellationToken);
        else
            await SayAsync(db, here, "ContinuedBoth", [], null, cancellationToken);
        await SayAsync(db, there, Told("ContinuedOn", here), [NameOf(here)], null, cancellationToken);
    }

    private static bool WantsWeb(ChannelTraits channel, string text) => channel.LeadsToWebsite && ContinuationWish.IsForWeb(text);

    /// <summary>Reads the answer to "is this you?"; null where it is none, or comes so long after the question that it answers something
    /// else.</summary>
    private async Task<ContinuationRequest?> ReadAnswerAsync(
        CxBotDbContext db, Conversation conversation, string text, CancellationToken cancellationToken)
    {
        if (conversation.AskedCode is not { } asked || ContinuationAnswer.Read(text) is not { } isTheirs
            || !await codes.IsFreshAsync(db, asked, cancellationToken))
            return null;
        return isTheirs ? new ContinuationRequest.Redeem(asked) : new ContinuationRequest.Decline(asked);
    }

    private async Task<ContinuationRequest?> ReadCodeAsync(
        CxBotDbContext db, Conversation conversation, string text, CancellationToken cancellationToken)
    {
        if (CodeText.Read(text) is not { } carried)
            return null;
        var hash = CodeText.Hash(carried.Code);
        // A customer who guessed too often is not even told that a code is right.
        return await codes.AreGuessedAsync(db, conversation.Id, cancellationToken)
            || !await ContinuationCodes.IsKnownAsync(db, hash, cancellationToken)
            ? new ContinuationRequest.Invalid(carried.Plainly)
            : new ContinuationRequest.Confirm(hash);
    }

    private async Task IssueAsync(
        CxBotDbContext db, Conversation conversation, ContinuationRequest.Issue issue, CancellationToken cancellationToken)
    {
        await codes.KeepAsync(db, conversation.Id, issue.Hash, cancellationToken);
        var words = options.Value.WebAddress is { Length: > 0 } ? "ContinueOnWebAt" : "ContinueOnWeb";
        await SayAsync(db, conversation, words,
            [issue.Code, Math.Round(options.Value.CodeLifetime.TotalMinutes), options.Value.WebAddress ?? ""], null, cancellationToken);
    }

    private async Task AskAsync(CxBotDbContext db, Conversation here, Conversation there, string hash, CancellationToken cancellationToken)
    {
        here.AskedCode = hash;
        var (yes, no) = (CustomerWords.Say("ContinueYes", here.Language), CustomerWords.Say("ContinueNo", here.Language));
        await SayAsync(db, here, Told("ContinueAsk", there), [NameOf(there)], [new(yes, null), new(no, null)], cancellationToken);
    }

    private async Task JoinAsync(CxBotDbContext db, Conversation here, Conversation there, CancellationToken cancellationToken)
    {
        here.AskedCode = null;
        var wereStrangers = here.CustomerId != there.CustomerId;
        await ContinueAsync(db, here, there, cancellationToken);
        if (wereStrangers)
            await JoinedCustomers.MarkAsync(db, here.Id, time.GetUtcNow(), cancellationToken);
    }

    private async Task MoveHandoverAsync(CxBotDbContext db, Conversation here, Conversation there, CancellationToken cancellationToken)
    {
        var handover = await db.Handovers.SingleAsync(h => h.Id == here.HandoverId, cancellationToken);
        handover.ConversationId = here.Id;
        // The note stays in the log where it was written.
        handover.TransferNoteSequence = null;
        // The notices read from the database, so the change is saved before them.
        await db.SaveChangesAsync(cancellationToken);
        var continued = new HandoverAct(HandoverActKind.ContinuedHere);
        if (here.Status == ConversationStatus.WithAgent)
            await notices.SayAsync(db, here, handover, continued, "ContinuedWithAgent", [], cancellationToken);
        else
            await notices.SayQueuedAsync(
                db, here, handover, continued, CustomerWords.Say("ContinuedWaiting", here.Language), cancellationToken);
        await notices.SayAsync(db, there, handover, new HandoverAct(HandoverActKind.ContinuedElsewhere), Told("ContinuedOn", here),
            [NameOf(here)], cancellationToken);
    }

    /// <summary>The words that name another conversation's channel: the channel's own where there are any, else those with a place for
    /// its name.</summary>
    private static string Told(string words, Conversation elsewhere) =>
        CustomerWords.Has($"{words}_{elsewhere.Channel}") ? $"{words}_{elsewhere.Channel}" : words;

    private string NameOf(Conversation elsewhere) => channels.Of(elsewhere.Channel).Name;

    private Task SayAsync(
        CxBotDbContext db, Conversation conversation, string words, object[] arguments, IReadOnlyList<Choice>? choices,
        CancellationToken cancellationToken) =>
        MessageLog.AppendAsync(
            db, conversation, new OutgoingMessage(MessageRole.Bot, CustomerWords.Say(words, conversation.Language, arguments))
            {
                Content = choices is null ? MessageContent.Empty : new MessageContent.Offer(choices),
            }, time.GetUtcNow(), cancellationToken);
}
