using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Storage;
using CxBot.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Continuation;

/// <summary>Takes customers from one channel to another: gives codes, takes them, and lets the conversation go on where the customer is now.</summary>
/// <remarks>Two customers become one only here, by a code or by a signed token, never by a likeness.</remarks>
public sealed class Continuations(
    IDbContextFactory<CxBotDbContext> contexts, CustomerNotices notices, ChannelRegistry channels, IOptions<ContinuationOptions> options, TimeProvider time)
{
    private static readonly TimeSpan WrongCodesCount = TimeSpan.FromHours(1);

    /// <summary>So many codes of one conversation work at once: a customer may press twice.</summary>
    private const int MaxOpen = 5;

    /// <summary>Whether a message may have to do with another channel. Pure.</summary>
    public bool Concerns(Conversation conversation, Message message) =>
        (channels.Of(conversation.Channel).LeadsToWebsite && ContinuationWish.IsForWeb(message.Text)) || CodeText.Read(message.Text) is not null
        || (conversation.AskedCode is not null && ContinuationAnswer.Read(message.Text) is not null);

    /// <summary>What a message wants, or null where it is like any other. Reads only.</summary>
    public async Task<ContinuationRequest?> ReadAsync(Conversation conversation, Message message, CancellationToken cancellationToken)
    {
        if (channels.Of(conversation.Channel).LeadsToWebsite && ContinuationWish.IsForWeb(message.Text))
        {
            var code = CodeText.New();
            return new ContinuationRequest.Issue(code, CodeText.Hash(code));
        }
        await using var db = contexts.CreateDbContext();
        if (conversation.AskedCode is { } asked && ContinuationAnswer.Read(message.Text) is { } theirs)
        {
            var now = time.GetUtcNow();
            // Long after the question, "ya" says yes to something else.
            if (await db.ContinuationCodes.AnyAsync(c => c.Hash == asked && c.ExpiresAt > now, cancellationToken)) return theirs ? new ContinuationRequest.Redeem(asked) : new ContinuationRequest.Decline(asked);
        }
        if (CodeText.Read(message.Text) is not { } carried) return null;
        var hash = CodeText.Hash(carried.Code);
        // Whoever has guessed too much is not even told that a code is right.
        if (await GuessesTooMuchAsync(db, conversation.Id, cancellationToken) || !await db.ContinuationCodes.AnyAsync(c => c.Hash == hash, cancellationToken)) return new ContinuationRequest.Invalid(carried.Plainly);
        return new ContinuationRequest.Confirm(hash);
    }

    /// <summary>Keeps a code for a conversation. Inside a <see cref="Writer"/> command.</summary>
    public async Task KeepAsync(CxBotDbContext db, string conversationId, string hash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var longAgo = now - TimeSpan.FromDays(1);
        await db.ContinuationCodes.Where(c => c.ExpiresAt < longAgo).ExecuteDeleteAsync(cancellationToken);
        await db.WrongCodes.Where(w => w.At < longAgo).ExecuteDeleteAsync(cancellationToken);
        var many = await db.ContinuationCodes.Where(c => c.ConversationId == conversationId && c.UsedAt == null).OrderByDescending(c => c.ExpiresAt).Skip(MaxOpen - 1).Select(c => c.Hash).ToListAsync(cancellationToken);
        if (many.Count > 0) await db.ContinuationCodes.Where(c => many.Contains(c.Hash)).ExecuteDeleteAsync(cancellationToken);
        db.ContinuationCodes.Add(new ContinuationCode { Hash = hash, ConversationId = conversationId, ExpiresAt = now + options.Value.CodeLifetime });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Does what was wanted, inside the transaction of its turn; the caller saves.</summary>
    /// <returns>The other conversation that has changed; null where none has.</returns>
    public async Task<string?> ApplyAsync(CxBotDbContext db, Conversation conversation, ContinuationRequest request, CancellationToken cancellationToken)
    {
        switch (request)
        {
            case ContinuationRequest.Issue give:
                await KeepAsync(db, conversation.Id, give.Hash, cancellationToken);
                await SayAsync(db, conversation, options.Value.WebAddress is { Length: > 0 } address ? "ContinueOnWebAt" : "ContinueOnWeb", [give.Code, Math.Round(options.Value.CodeLifetime.TotalMinutes), options.Value.WebAddress ?? ""], cancellationToken);
                return null;
            case ContinuationRequest.Confirm ask when await FindAsync(db, conversation, ask.Hash, cancellationToken) is { } there:
                if (there.CustomerId == conversation.CustomerId) return await ApplyAsync(db, conversation, new ContinuationRequest.Redeem(ask.Hash), cancellationToken);
                conversation.AskedCode = ask.Hash;
                await SayAsync(db, conversation, Told("ContinueAsk", there), [NameOf(there)], cancellationToken,
                    [new Choice(CustomerWords.Say("ContinueYes", conversation.Language), null), new Choice(CustomerWords.Say("ContinueNo", conversation.Language), null)]);
                return null;
            case ContinuationRequest.Redeem enter when await TakeAsync(db, conversation, enter.Hash, cancellationToken) is { } other:
                conversation.AskedCode = null;
                var strangers = conversation.CustomerId != other.CustomerId;
                await ContinueAsync(db, conversation, other, cancellationToken);
                if (strangers) await JoinedCustomers.MarkAsync(db, conversation.Id, time.GetUtcNow(), cancellationToken);
                return other.Id;
            case ContinuationRequest.Decline decline:
                conversation.AskedCode = null;
                await db.ContinuationCodes.Where(c => c.Hash == decline.Hash && c.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedAt, time.GetUtcNow()), cancellationToken);
                await SayAsync(db, conversation, "ContinueDeclined", [], cancellationToken);
                return null;
            default:
                conversation.AskedCode = null;
                db.WrongCodes.Add(new WrongCode { ConversationId = conversation.Id, At = time.GetUtcNow() });
                if (request is not ContinuationRequest.Invalid { Tell: false }) await SayAsync(db, conversation, "ContinueWrong", [], cancellationToken);
                return null;
        }
    }

    /// <summary>Goes on here with another conversation: one customer from now on, what the bot knew, and the open case if there is one. Inside a <see cref="Writer"/> command; the caller saves.</summary>
    /// <remarks>Of the other conversation nothing is shown here: the customer has it where it was, and a visitor who found a code has nothing to read.</remarks>
    public async Task ContinueAsync(CxBotDbContext db, Conversation here, Conversation there, CancellationToken cancellationToken)
    {
        if (here.CustomerId != there.CustomerId) await JoinedCustomers.JoinAsync(db, here.CustomerId, there.CustomerId, cancellationToken);
        if (here.Status == ConversationStatus.Resolved) here.Reopen();
        var offered = there.Offered;
        var moves = there.HandoverId is not null && here.HandoverId is null;
        here.Continue(there, moves);
        if (moves)
        {
            var handover = await db.Handovers.SingleAsync(h => h.Id == here.HandoverId, cancellationToken);
            handover.ConversationId = here.Id;
            // Saved before it is told: what is told is read from what is saved.
            await db.SaveChangesAsync(cancellationToken);
            await notices.SayAsync(db, here, handover, here.Status == ConversationStatus.WithAgent ? "ContinuedWithAgent" : "ContinuedWaiting", [], cancellationToken);
            await notices.SayAsync(db, there, handover, Told("ContinuedOn", here), [NameOf(here)], cancellationToken);
            return;
        }
        await SayAsync(db, here, here.HandoverId is null ? "Continued" : "ContinuedBoth", [], cancellationToken, here.HandoverId is null ? offered : null);
        await SayAsync(db, there, Told("ContinuedOn", here), [NameOf(here)], cancellationToken);
    }

    /// <summary>One conditional update decides who of several may use a code.</summary>
    /// <returns>The conversation behind it; null where the code does not fit: used, too old, of this very channel, or of somebody who is proven to be another.</returns>
    private async Task<Conversation?> TakeAsync(CxBotDbContext db, Conversation here, string hash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await FindAsync(db, here, hash, cancellationToken) is not { } there) return null;
        return await db.ContinuationCodes.Where(c => c.Hash == hash && c.UsedAt == null && c.ExpiresAt > now).ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedAt, now), cancellationToken) == 1 ? there : null;
    }

    /// <summary>The conversation behind a code that fits here; null as in <see cref="TakeAsync"/>.</summary>
    private async Task<Conversation?> FindAsync(CxBotDbContext db, Conversation here, string hash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var there = await db.ContinuationCodes.Where(c => c.Hash == hash && c.UsedAt == null && c.ExpiresAt > now).Join(db.Conversations, c => c.ConversationId, c => c.Id, (_, c) => c).SingleOrDefaultAsync(cancellationToken);
        return there is null || there.Channel == here.Channel || await JoinedCustomers.AreProvenOthersAsync(db, here.CustomerId, there.CustomerId, cancellationToken) ? null : there;
    }

    private Task<bool> GuessesTooMuchAsync(CxBotDbContext db, string conversationId, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - WrongCodesCount;
        return db.WrongCodes.Where(w => w.ConversationId == conversationId && w.At > since).OrderBy(w => w.Id).Skip(options.Value.WrongCodes - 1).AnyAsync(cancellationToken);
    }

    /// <summary>The words that name another conversation's channel: the channel's own where there are any, else those with a place for its name.</summary>
    private static string Told(string words, Conversation elsewhere) => CustomerWords.Has($"{words}_{elsewhere.Channel}") ? $"{words}_{elsewhere.Channel}" : words;

    private string NameOf(Conversation elsewhere) => channels.Of(elsewhere.Channel).Name;

    private Task SayAsync(CxBotDbContext db, Conversation conversation, string words, object[] arguments, CancellationToken cancellationToken, IReadOnlyList<Choice>? choices = null) =>
        MessageLog.AppendAsync(db, conversation, time.GetUtcNow(), (sequence, at) => new Message
        {
            ConversationId = conversation.Id,
            Sequence = sequence,
            At = at,
            Role = MessageRole.Bot,
            Text = CustomerWords.Say(words, conversation.Language, arguments),
            Channel = conversation.Channel,
            Content = choices is null ? MessageContent.Empty : new MessageContent { Choices = choices },
        }, cancellationToken);
}
