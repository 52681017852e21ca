using System.CommandLine;
using System.Globalization;
using CxBot.Web.Channels.WhatsApp;
using CxBot.Web.Channels.WhatsApp.Graph;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Commands;

/// <summary>
/// <c>doctor whatsapp</c>: asks Meta whether the number is ready, and says what to do where it is not. Nothing is changed, and no secret is
/// shown.
/// </summary>
internal sealed class DoctorCommand : Command
{
    private readonly CommandContext _context;

    public DoctorCommand(CommandContext context) : base("doctor", "Says what is wrong outside of the app, and what to do.")
    {
        _context = context;
        var whatsApp = new Command("whatsapp",
            "Checks the settings under Channels:WhatsApp, the token, the app's secret, the number, the webhook and the templates.");
        whatsApp.SetAction(ExamineAsync);
        Add(whatsApp);
    }

    /// <returns>Done where everything is right, advice or not; refused where something is wrong.</returns>
    private async Task<int> ExamineAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var findings = await FindAsync(_context.Services(), cancellationToken);
        foreach (var finding in findings)
            await output.WriteLineAsync(finding.ToString());
        var (wrong, advice) = (findings.Count(f => f.Mark == Mark.Wrong), findings.Count(f => f.Mark == Mark.Advice));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"whatsapp: {wrong} problems, {advice} advice"));
        return wrong == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    private static async Task<IReadOnlyList<Finding>> FindAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            return services.GetRequiredService<IOptions<WhatsAppOptions>>().Value.IsOn
                ? await ActivatorUtilities.CreateInstance<WhatsAppDoctor>(services).ExamineAsync(cancellationToken)
                : [new(Mark.Wrong, "settings", $"{WhatsAppOptions.Section} is empty, so WhatsApp is off",
                    "Set AppSecret, VerifyToken, AccessToken and PhoneNumberId; docs/whatsapp.md says where to find each.")];
        }
        catch (OptionsValidationException half)
        {
            return [.. half.Failures.Select(failure => new Finding(
                Mark.Wrong, "settings", failure, "Set it as an environment variable, with __ for each colon, or in appsettings.json."))];
        }
    }
}
