using CxBot.Agents;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Handover.Later;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Handover;

public sealed class UndoneActsTests : IAsyncLifetime
{
    private ActsFixture _acts = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Acts => ["release", "return", "resolve"];

    public async ValueTask InitializeAsync() => _acts = await ActsFixture.StartAsync();

    public ValueTask DisposeAsync() => _acts.DisposeAsync();

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task What_is_undone_is_as_it_was_and_the_customer_is_told_once(string act)
    {
        await _acts.GiveAsync("c");
        var before = await _acts.HandoverAsync("c");
        var undoable = await DoAsync(act);
        await _acts.Undone.UndoAsync(undoable, _acts.Sari, Token);
        var conversation = await _acts.OfAsync("c");
        Assert.Equal((ConversationStatus.WithAgent, _acts.Sari.Id, before.Id),
            (conversation.Status, conversation.OwnerId, conversation.HandoverId!.Value));
        var after = await _acts.HandoverAsync("c");
        Assert.Equal((before.Id, null, null, null), (after.Id, after.EndedAt, after.Outcome, after.OutcomeNote));
        Assert.Single(await _acts.SaidAsync("c"), words => Sentences.Holds(words, "Undone", "Sari"));
        // Once.
        await Assert.ThrowsAsync<ConversationConflictException>(() => _acts.Undone.UndoAsync(undoable, _acts.Sari, Token));
    }

    [Fact]
    public async Task A_release_is_not_undone_where_somebody_has_taken_it()
    {
        await _acts.GiveAsync("c");
        var undoable = await DoAsync("release");
        await _acts.Queue.TryClaimAsync(new("c"), _acts.Budi, Token);
        await Assert.ThrowsAsync<ConversationConflictException>(() => _acts.Undone.UndoAsync(undoable, _acts.Sari, Token));
        Assert.Equal(_acts.Budi.Id, (await _acts.OfAsync("c")).OwnerId);
    }

    [Fact]
    public async Task A_promise_that_was_kept_by_resolving_is_owed_again()
    {
        await _acts.GiveAsync("c");
        await _acts.FollowUps.SetAsync(new("c"), _acts.Sari, FollowUpKind.Promise, new(TimeProvider.System.GetUtcNow().AddDays(1), "x"),
            Token);
        await _acts.PassesAsync(TimeSpan.FromDays(2));
        await _acts.SweepAsync();
        var undoable = await DoAsync("resolve");
        Assert.Equal(FollowUpEnd.Done, (await _acts.FollowUpAsync("c")).End);
        await _acts.Undone.UndoAsync(undoable, _acts.Sari, Token);
        Assert.Null((await _acts.FollowUpAsync("c")).EndedAt);
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task An_administrator_may_end_a_colleagues_conversation_and_take_it_back_and_it_is_recorded(string act)
    {
        await _acts.GiveAsync("c");
        var undoable = act switch
        {
            "release" => await _acts.Queue.ReleaseAsync(new("c"), _acts.Dewi, Token, "203.0.113.7"),
            "return" => await _acts.Queue.ReturnToBotAsync(new("c"), _acts.Dewi, Token, "203.0.113.7"),
            _ => await _acts.Queue.ResolveAsync(new("c"), _acts.Dewi, HandoverOutcome.Solved, null, Token, null, "203.0.113.7"),
        };
        var entry = await _acts.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Act.StartsWith("conversation."), Token));
        Assert.Equal(("Dewi", "203.0.113.7", AuditSubject.CustomerKind, _acts.Sari.Id),
            (entry.ActorName, entry.Address, entry.SubjectKind, entry.Details!["owner"]));
        await _acts.Undone.UndoAsync(undoable!, _acts.Dewi, Token);
        Assert.Equal(_acts.Sari.Id, (await _acts.OfAsync("c")).OwnerId);
    }

    [Fact]
    public async Task Who_is_no_administrator_is_told_that_somebody_was_first_and_nothing_is_recorded()
    {
        await _acts.GiveAsync("c");
        var refused = await Assert.ThrowsAsync<ConversationConflictException>(() => _acts.Queue.ReleaseAsync(new("c"), _acts.Budi, Token));
        Assert.IsNotType<AgentShutOutException>(refused);
        await _acts.Queue.ReleaseAsync(new("c"), _acts.Sari, Token);
        // Nobody has it: there is nothing for an administrator to release.
        await Assert.ThrowsAsync<ConversationConflictException>(() => _acts.Queue.ReleaseAsync(new("c"), _acts.Dewi, Token));
        Assert.Equal(0, await _acts.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Act.StartsWith("conversation."), Token)));
    }

    [Fact]
    public async Task A_transfer_carries_a_note_that_is_kept_in_the_log()
    {
        await _acts.GiveAsync("c");
        await _acts.Queue.TransferAsync(new("c"), _acts.Sari, _acts.Budi, false, Token, " sudah dicek, tinggal kirim resi ");
        var handover = await _acts.HandoverAsync("c");
        var note = await _acts.ReadAsync(db => db.Messages.SingleAsync(m => m.Role == MessageRole.Note, Token));
        Assert.Equal(("sudah dicek, tinggal kirim resi", "Sari", handover.TransferNoteSequence!.Value),
            (note.Text, note.AuthorName!, note.Sequence));
        await _acts.Queue.TransferAsync(new("c"), _acts.Budi, _acts.Sari, false, Token);
        Assert.Null((await _acts.HandoverAsync("c")).TransferNoteSequence);
    }

    private async Task<UndoableAct> DoAsync(string act) => (act switch
    {
        "release" => await _acts.Queue.ReleaseAsync(new("c"), _acts.Sari, Token),
        "return" => await _acts.Queue.ReturnToBotAsync(new("c"), _acts.Sari, Token),
        _ => await _acts.Queue.ResolveAsync(new("c"), _acts.Sari, HandoverOutcome.Spam, "catatan", Token),
    })!;
}
