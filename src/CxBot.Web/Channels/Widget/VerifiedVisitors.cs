using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CxBot.Continuation;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Language;
using CxBot.Storage;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.DirectLine.Tokens;
using CxBot.Web.Engine;
using CxBot.Web.Operations;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Channels.Widget;

/// <summary>Lets in whom the shop knows: one customer and one conversation on the website, whatever the device.</summary>
public sealed class VerifiedVisitors(SigningKey key, Intake intake, Continuations continuations, Writer writer, Feed feed, Outbox outbox,
    IDbContextFactory<CxBotDbContext> contexts)
{
    /// <summary>The customer's own visitor. What this browser's unknown visitor had begun goes on there: the token says who sits here.
    /// Nothing is stored for one who only looks.</summary>
    /// <param name="kept">Who this browser was before; null for nobody.</param>
    public async Task<Visitor> WelcomeAsync(VerifiedCustomer customer, Visitor? kept, string? language, CancellationToken cancellationToken)
    {
        // The same on every device, and unknown to whoever lacks our key.
        var visitor = new Visitor(
            DirectLineIds.UserPrefix + Id("user", customer.Subject), new(Id("conversation", customer.Subject)), Verified: true);
        if (kept is { Verified: false })
            await GoOnAsync(visitor, customer, kept, language, cancellationToken);
        await NameAsync(customer, cancellationToken);
        return visitor;
    }

    private async Task GoOnAsync(
        Visitor visitor, VerifiedCustomer customer, Visitor kept, string? language, CancellationToken cancellationToken)
    {
        await using (var db = contexts.CreateDbContext())
        {
            var before = await db.Conversations.AsNoTracking()
                .SingleOrDefaultAsync(
                    c => c.Id == kept.ConversationId && c.Channel == WebChannel.Key && c.LastCustomerSequence > 0, cancellationToken);
            if (before is null || !await MayBeAsync(db, before.CustomerId, customer.Subject, cancellationToken))
                return;
        }
        await intake.OpenAsync(
            visitor.ConversationId, WebChannel.Subject(customer.Subject), customer.Name, language, cancellationToken, customer.Email);
        var went = await writer.RunAsync(async (db, token) =>
        {
            var here = await db.Conversations.SingleAsync(c => c.Id == visitor.ConversationId, token);
            var there = await db.Conversations.SingleAsync(c => c.Id == kept.ConversationId, token);
            if ((here.CustomerId == there.CustomerId && there.HandoverId is null)
                || !await MayBeAsync(db, there.CustomerId, customer.Subject, token))
                return false;
            await continuations.ContinueAsync(db, here, there, token);
            await db.SaveChangesAsync(token);
            return true;
        }, cancellationToken);
        if (!went)
            return;
        feed.Publish(visitor.ConversationId);
        feed.Publish(kept.ConversationId);
        feed.PublishToAll();
        outbox.Wake();
    }

    /// <summary>Whether nobody has proven to be another behind this customer.</summary>
    private static async Task<bool> MayBeAsync(CxBotDbContext db, CustomerId customerId, string subject,
        CancellationToken cancellationToken) =>
        !await db.CustomerIdentities.AnyAsync(
            i => i.CustomerId == customerId && i.Channel == WebChannel.Key && i.Kind == CustomerAddress.SubjectKind && i.Value != subject,
            cancellationToken);

    /// <summary>The shop knows its customer's name best.</summary>
    private async Task NameAsync(VerifiedCustomer customer, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var known = await db.CustomerIdentities.Where(
            i => i.Channel == WebChannel.Key && i.Kind == CustomerAddress.SubjectKind && i.Value == customer.Subject)
            .Join(db.Customers, i => i.CustomerId, c => c.Id, (_, c) => c).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var name = PersonName.Read(customer.Name);
        if (known is null || (known.Name == (name ?? known.Name) && known.Email == (known.Email ?? customer.Email)))
            return;
        await writer.RunAsync(async (write, token) =>
        {
            await write.Customers.Where(c => c.Id == known.Id).ExecuteUpdateAsync(set => set
                .SetProperty(c => c.Name, name ?? known.Name)
                .SetProperty(c => c.Email, c => c.Email ?? customer.Email), token);
            await SearchMark.RaiseAsync(write, known.Id, token);
        }, cancellationToken);
    }

    private string Id(string of, string subject) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key.For("verified-visitor"), Encoding.UTF8.GetBytes($"{of}:{subject}")).AsSpan(0, 16));
}
