using CxBot.Agents;
using CxBot.Customers;
using CxBot.PersonalData;
using CxBot.Storage;
using CxBot.Web.Channels;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using MudBlazor;

namespace CxBot.Web.Desk.People;

public sealed partial class CustomerDialog
{
    private CustomerEdit? _was;
    private long _version;
    private bool _looked;
    private bool _busy;
    private string? _error;
    private IReadOnlyList<CustomerEditProblem> _wrong = [];
    private string? _name;
    private string? _phone;
    private string? _email;
    private string? _language;
    private string? _note;
    private List<Row> _rows = [];

    [Inject] private CustomerRecords Records { get; set; } = null!;
    [Inject] private DeskSession Session { get; set; } = null!;
    [Inject] private IDbContextFactory<CxBotDbContext> Contexts { get; set; } = null!;

    [Parameter, EditorRequired] public required CustomerId CustomerId { get; set; }

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = null!;

    private IEnumerable<string> Languages =>
        string.IsNullOrEmpty(_was?.Language) ? DeskWords.Languages : DeskWords.Languages.Union([_was.Language]);

    private CustomerEdit Typed =>
        new(_name, _phone, _email, _language, _note, [.. _rows.Select(row => new CustomerAttribute(row.Key, row.Value))]);

    protected override async Task OnInitializedAsync()
    {
        if (await ReadAsync() is { } stored)
            Show(stored);
        _looked = true;
    }

    /// <summary>Reads the customer as stored, and takes their version.</summary>
    private async Task<CustomerEdit?> ReadAsync()
    {
        await using var db = await Contexts.CreateDbContextAsync();
        if (await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == CustomerId) is not { } customer)
            return _was = null;
        _version = customer.Version;
        return _was = CustomerEdit.Of(customer);
    }

    private void Show(CustomerEdit edit)
    {
        (_name, _phone, _email, _language, _note) = (edit.Name, edit.Phone, edit.Email, edit.Language, edit.Note);
        _rows = [.. edit.Attributes.Select(a => new Row { Key = a.Key, Value = a.Value })];
    }

    private string? Is(CustomerEditProblem problem) => _wrong.Contains(problem) ? "true" : null;

    private async Task SaveAsync()
    {
        if (_busy)
            return;
        (_busy, _error, _wrong) = (true, null, []);
        try
        {
            var saved = await Records.SaveAsync(
                CustomerId, _version, Typed, Session.Agent, Session.Address, CancellationToken.None);
            if (saved.Problem is null)
                Dialog.Close(DialogResult.Ok(true));
            else
                await ExplainAsync(saved);
        }
        catch (AgentShutOutException)
        {
            _error = Words["ShutOut"];
        }
        catch (Exception failure) when (StorageFailure.IsDatabase(failure))
        {
            _error = Words["NotStoredTryAgain"];
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task ExplainAsync(CustomerSaved saved)
    {
        _wrong = saved.Wrong;
        if (saved.Problem == CustomerSaveProblem.Invalid)
        {
            _error = string.Join(' ', saved.Wrong.Select(wrong => Words.For(wrong)));
            return;
        }
        var (before, typed) = (_was!, Typed);
        if (saved.Problem == CustomerSaveProblem.ChangedMeanwhile && await ReadAsync() is { } now)
            Show(Combine(before, typed, now));
        else
            _was = null;
        _error = Words["CustomerChangedMeanwhile"];
    }

    /// <summary>What was typed stays; where nothing was, what somebody else has written shows.</summary>
    private static CustomerEdit Combine(CustomerEdit before, CustomerEdit typed, CustomerEdit now) => new(
        Newer(before.Name, typed.Name, now.Name), Newer(before.Phone, typed.Phone, now.Phone), Newer(before.Email, typed.Email, now.Email),
        Newer(before.Language, typed.Language, now.Language), Newer(before.Note, typed.Note, now.Note),
        typed.Attributes.SequenceEqual(before.Attributes) ? now.Attributes : typed.Attributes);

    private static string? Newer(string? before, string? typed, string? now) => (typed ?? "") == (before ?? "") ? now : typed;

    private sealed class Row
    {
        public string Key { get; set; } = "";
        public string Value { get; set; } = "";
    }
}
