namespace CxBot.Web.Channels.WhatsApp.Simulator;

/// <summary>Brings calls for the simulated Graph API to where this app really listens; everything else about them stays as it is.</summary>
public sealed class SimulatorRoute(SimulatorAddress address) : DelegatingHandler
{
    /// <summary>The simulated Graph API, by a name that is true on every port.</summary>
    public const string Base = "http://localhost" + SimulatorServices.Path + "/graph";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var here = await address.WhenKnownAsync(cancellationToken);
        request.RequestUri = new Uri(here, request.RequestUri!.PathAndQuery);
        return await base.SendAsync(request, cancellationToken);
    }
}
