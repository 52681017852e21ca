using System.Globalization;
using CxBot.Web.Channels.WhatsApp;
using CxBot.Web.Channels.WhatsApp.Graph;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Commands;

/// <summary><c>doctor whatsapp</c>: asks Meta whether the number is ready, and says what to do where it is not. Nothing is changed, and no secret is shown.</summary>
public static class DoctorCommand
{
    public const string Usage = """
        usage: doctor whatsapp

          checks the settings under Channels:WhatsApp, the token, the app's secret, the number, the webhook and the templates
        """;

    /// <returns>0 where everything is right, advice or not; 1 where something is wrong; 2 for a wrong command line.</returns>
    public static async Task<int> RunAsync(string[] args, IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        if (args is not ["whatsapp"])
        {
            if (args is not (["--help"] or ["-h"])) await output.WriteLineAsync($"doctor: say what to look at.{Environment.NewLine}");
            await output.WriteLineAsync(Usage);
            return args is ["--help"] or ["-h"] ? 0 : 2;
        }
        var findings = await FindAsync(services, cancellationToken);
        foreach (var finding in findings)
            await output.WriteLineAsync(finding.ToString());
        var (wrong, advice) = (findings.Count(f => f.Mark == Mark.Wrong), findings.Count(f => f.Mark == Mark.Advice));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"whatsapp: {wrong} problems, {advice} advice"));
        return wrong == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<Finding>> FindAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            return services.GetRequiredService<IOptions<WhatsAppOptions>>().Value.IsOn
                ? await ActivatorUtilities.CreateInstance<WhatsAppDoctor>(services).ExamineAsync(cancellationToken)
                : [new(Mark.Wrong, "settings", $"{WhatsAppOptions.Section} is empty, so WhatsApp is off", "Set AppSecret, VerifyToken, AccessToken and PhoneNumberId; docs/whatsapp.md says where to find each.")];
        }
        catch (OptionsValidationException half)
        {
            return [.. half.Failures.Select(failure => new Finding(Mark.Wrong, "settings", failure, "Set it as an environment variable, with __ for each colon, or in appsettings.json."))];
        }
    }
}

/// <summary>How a finding is meant.</summary>
internal enum Mark
{
    Right,
    Advice,
    Wrong,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="What">The thing, in a word.</param>
/// <param name="Found">How it is.</param>
/// <param name="ToDo">What the owner should do; null where all is well.</param>
internal sealed record Finding(Mark Mark, string What, string Found, string? ToDo = null)
{
    public override string ToString() =>
        $"{Mark switch { Mark.Right => "ok     ", Mark.Advice => "advice ", _ => "WRONG  " }}{What}: {Found}{(ToDo is null ? "" : $"{Environment.NewLine}       -> {ToDo}")}";
}
