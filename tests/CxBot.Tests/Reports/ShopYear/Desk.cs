using CxBot.Agents;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Handover.Unasked;
using CxBot.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Reports.ShopYear;

/// <summary>What agents do with a guest's conversation, by the desk's own services.</summary>
internal static class Desk
{
    /// <summary>The one who takes something and is gone.</summary>
    public const string Vanishing = "Vina";

    private static int _number;

    public static async Task TakesAsync(this Guest guest, string name)
    {
        // Whoever vanished has lost it by now.
        if (guest.Place is { Holder: Holder.Agent, Help.LastOwner: { } owner } && owner == guest.Shop.Agents[Vanishing].Id)
            guest.Place.IsPutBack(guest.Shop.Now, vanished: true);
        var claimed = await guest.Shop.Get<HandoverQueue>().TryClaimAsync(guest.Id, guest.Agent(name), Shop.Token);
        Assert.True(claimed.Won, $"{name} did not get {guest.Id}: {claimed.By}");
        guest.Place.IsTaken(guest.Shop.Now, guest.Agent(name).Id);
    }

    public static async Task TakesUnaskedAsync(this Guest guest, string name)
    {
        await guest.Shop.Get<OwnInitiative>().TakeAsync(guest.Id, guest.Agent(name), Shop.Token);
        guest.Place.IsTakenUnasked(guest.Shop.Now, guest.Agent(name).Id);
    }

    public static async Task TransfersAsync(this Guest guest, string from, string to)
    {
        await guest.Shop.Get<HandoverQueue>().TransferAsync(guest.Id, guest.Agent(from), guest.Agent(to), false, Shop.Token);
        guest.Place.IsTransferred(guest.Shop.Now, guest.Agent(to).Id);
    }

    public static async Task ReleasesAsync(this Guest guest, string name)
    {
        await guest.Shop.Get<HandoverQueue>().ReleaseAsync(guest.Id, guest.Agent(name), Shop.Token);
        guest.Place.IsPutBack(guest.Shop.Now, vanished: false);
    }

    public static async Task NotesAsync(this Guest guest, string name)
    {
        await guest.Shop.Get<AgentReplies>().NoteAsync(guest.Id, guest.Agent(name), "cek dulu", Shop.Token);
        guest.Place.Words(guest.Shop.Now);
    }

    public static Task RepliesAsync(this Guest guest, string name) => RepliesAsync(guest, name, refused: false);

    /// <summary>The channel takes it, and says afterwards that it did not arrive.</summary>
    public static Task RepliesInVainAsync(this Guest guest, string name) => RepliesAsync(guest, name, refused: true);

    private static async Task RepliesAsync(Guest guest, string name, bool refused)
    {
        var text = $"Halo, ini balasan {Interlocked.Increment(ref _number)}.";
        await guest.Shop.Get<AgentReplies>().ReplyAsync(guest.Id, guest.Agent(name), text, null, Shop.Token);
        if (refused)
        {
            await guest.Shop.SettledAsync([]);
            await PhoneGuest.RefusesAsync(guest.Shop, text);
        }

        guest.Place.IsReplied(guest.Shop.Now, guest.Agent(name).Id, refused);
    }

    public static async Task ReturnsAsync(this Guest guest, string name)
    {
        await guest.Shop.Get<HandoverQueue>().ReturnToBotAsync(guest.Id, guest.Agent(name), Shop.Token);
        guest.Place.GoesToBot(guest.Shop.Now, byCustomer: false);
    }

    /// <returns>What takes it back.</returns>
    public static async Task<UndoableAct?> ResolvesAsync(this Guest guest, string name, HandoverOutcome outcome = HandoverOutcome.Solved)
    {
        var act = await guest.Shop.Get<HandoverQueue>().ResolveAsync(guest.Id, guest.Agent(name), outcome, null, Shop.Token);
        guest.Place.IsResolved(guest.Shop.Now, outcome.ToString(), guest.Agent(name).Id);
        return act;
    }

    public static async Task UndoesAsync(this Guest guest, string name, UndoableAct act)
    {
        await guest.Shop.Get<UndoneActs>().UndoAsync(act, guest.Agent(name), Shop.Token);
        guest.Place.IsUndone(guest.Shop.Now);
    }

    public static async Task BlocksAsync(this Guest guest, string name)
    {
        await guest.Shop.Get<HandoverQueue>().BlockAsync(guest.Id, guest.Agent(name), true, null, Shop.Token);
        guest.Place.Person.Self.IsBlocked = true;
    }

    /// <summary>An agent says that the two are one.</summary>
    public static async Task MergesAsync(this Guest guest, Guest other, string name)
    {
        var merging = guest.Shop.Get<CustomerMerging>();
        var (one, two) = (await CustomerOfAsync(guest), await CustomerOfAsync(other));
        Assert.True(await merging.MergeAsync((await merging.PlanAsync(one, two, Shop.Token))!, guest.Agent(name), null, Shop.Token));
        Ledger.Join(guest.Place.Person, other.Place.Person);
    }

    public static async Task IsErasedAsync(this Guest guest)
    {
        // What happened up to now is known to the reports; who is erased within the same second as they write is another matter.
        await guest.Shop.FollowedAsync();
        await guest.Shop.Get<CustomerErasure>().BeginAsync(await CustomerOfAsync(guest), new(null, "Sari", null), Shop.Token);
        guest.Shop.Ledger.Erase(guest.Place.Person, guest.Shop.Now);
        await guest.Shop.FinishErasuresAsync();
    }

    private static Task<CustomerId> CustomerOfAsync(Guest guest) => guest.Shop.App.ReadAsync(db =>
        db.Conversations.Where(c => c.Id == guest.Id).Select(c => c.CustomerId).SingleAsync(Shop.Token));

    private static Agent Agent(this Guest guest, string name) => guest.Shop.Agents[name];
}
