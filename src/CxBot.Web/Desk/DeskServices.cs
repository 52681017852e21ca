using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Hosting;
using CxBot.Web.Channels.Widget;
using CxBot.Web.Desk.Alerts;
using CxBot.Web.Desk.Audit;
using CxBot.Web.Desk.Evaluation.Questions;
using CxBot.Web.Desk.Keys;
using CxBot.Web.Desk.Later;
using CxBot.Web.Desk.Lists;
using CxBot.Web.Desk.Lists.Filters;
using CxBot.Web.Desk.Lists.Selection;
using CxBot.Web.Desk.Live;
using CxBot.Web.Desk.OneConversation;
using CxBot.Web.Desk.OneConversation.Acts;
using CxBot.Web.Desk.OneConversation.Aids;
using CxBot.Web.Desk.OneConversation.Replying;
using CxBot.Web.Desk.People;
using CxBot.Web.Desk.Push;
using CxBot.Web.Desk.Reports;
using CxBot.Web.Desk.Reports.Mail;
using CxBot.Web.Desk.Searching;
using CxBot.Web.Desk.SignIn;
using CxBot.Web.Operations.Limits;
using CxBot.Web.Operations.Network;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using MudBlazor;
using MudBlazor.Services;

namespace CxBot.Web.Desk;

public static class DeskServices
{
    /// <summary>
    /// The agents' web application: sign-in, pages, and what keeps them live. Its cookies and links are protected by the keys that the
    /// operations keep in the database.
    /// </summary>
    public static IServiceCollection AddDesk(this IServiceCollection services)
    {
        services.AddDeskSignIn();
        services.Configure<RateLimiterOptions>(limiter => limiter.AddPolicy<string, SignInLimit>(RateLimits.SignIn));
        // A connection that died without a word is noticed in seconds: see connection.js, whose own limits fit these.
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub =>
        {
            hub.KeepAliveInterval = TimeSpan.FromSeconds(3);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(20);
        });
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, DeskAuthentication>();
        services.AddScoped<FreshPassword>();
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomLeft;
            options.SnackbarConfiguration.VisibleStateDuration = 6000;
            options.SnackbarConfiguration.ShowTransitionDuration = 150;
            options.SnackbarConfiguration.HideTransitionDuration = 150;
            options.SnackbarConfiguration.SnackbarVariant = Variant.Filled;
        });
        services.AddSingleton<Board>();
        services.AddHostedService(provider => provider.GetRequiredService<Board>());
        services.AddScoped<DeskWords>();
        services.AddScoped<DeskSession>();
        services.AddScoped<OpenPage>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<OpenPage>());
        services.AddScoped<CircuitHandler, DeskCircuit>();
        services.AddScoped<DeskScript>();
        services.AddScoped<AlertScript>();
        services.AddScoped<PageSight>();
        services.AddScoped<MentionScript>();
        services.AddSingleton<Watchers>();
        services.AddPush();
        services.AddScoped<ListScript>();
        services.AddScoped<ViewNews>();
        services.AddScoped<BulkActs>();
        services.AddScoped<KeptSearch>();
        services.AddScoped<SearchScript>();
        services.AddScoped<TranscriptScript>();
        services.AddScoped<ComposerScript>();
        services.AddScoped<DrawerScript>();
        services.AddScoped<KeyScript>();
        services.AddScoped<AidScript>();
        services.AddSingleton<AnswerText>();
        services.AddScoped<DraftScript>();
        services.AddSingleton<DraftFiles>();
        services.AddScoped<ConversationActs>();
        services.AddScoped<InitiativeActs>();
        services.AddScoped<LaterActs>();
        services.AddSingleton<DeskMedia>();
        services.AddSingleton<ReportFiles>();
        services.AddSingleton<FilterNames>();
        services.AddReportMail();
        return services;
    }

    /// <summary>Everything under <c>/desk</c>, for signed-in agents; the few pages before sign-in say so themselves.</summary>
    public static IEndpointRouteBuilder MapDesk(this IEndpointRouteBuilder app)
    {
        var stopping = app.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        // The framework's own policy for frames would keep ours away: see SecurityHeaders.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = null)
            .RequireAuthorization(DeskPolicies.Desk).Finally(endpoint => RefuseWhileStopping(endpoint, stopping));
        app.MapSignOut();
        app.MapQuestionSet();
        app.MapAuditExport();
        app.MapReportExport();
        app.MapCustomerExport();
        app.MapPreferences();
        app.MapManifest();
        return app;
    }

    /// <summary>
    /// An open desk comes back at once when its connection ends; let in again while the app stops, it would hold up the stop to its very
    /// limit.
    /// </summary>
    private static void RefuseWhileStopping(EndpointBuilder endpoint, CancellationToken stopping)
    {
        if (endpoint.RequestDelegate is not { } serve)
            return;
        endpoint.RequestDelegate = http =>
        {
            if (!stopping.IsCancellationRequested)
                return serve(http);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        };
    }

    private static void AddDeskSignIn(this IServiceCollection services)
    {
        services.AddAgents().AddSignInManager<AgentSignInManager>().AddDefaultTokenProviders();
        services.AddScoped(provider => (AgentSignInManager)provider.GetRequiredService<SignInManager<Agent>>());
        services.AddCheckedOptions<DeskOptions>(DeskOptions.Section);
        services.AddOptions<WeakPasswordOptions>().Configure<IOptions<WidgetOptions>>((weak, widget) =>
            weak.OwnWords.Add(widget.Value.Title));
        services.AddSingleton<DeskSessions>();
        services.AddScoped<DeskCookie>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = HostCookies.Ours + "form");
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, cookie =>
            cookie.Cookie.Name = HostCookies.Ours + "first-step");
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<IOptions<DeskOptions>>((cookie,
            desk) =>
        {
            cookie.Cookie.Name = HostCookies.Ours + "desk";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = desk.Value.SessionLasts;
            cookie.SlidingExpiration = true;
            cookie.EventsType = typeof(DeskCookie);
            cookie.LoginPath = "/desk/sign-in";
            cookie.AccessDeniedPath = "/desk";
            cookie.ReturnUrlParameter = "to";
        });
        services.AddSingleton<IAuthorizationHandler, TwoFactorHandler>();
        services.AddAuthorizationBuilder()
            .AddPolicy(DeskPolicies.Desk, policy => policy.RequireRole(AgentRoles.Agent, AgentRoles.Administrator)
                .AddRequirements(new TwoFactorRequirement()))
            .AddPolicy(DeskPolicies.Administrators, policy => policy.RequireRole(AgentRoles.Administrator)
                .AddRequirements(new TwoFactorRequirement()));
        services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = DeskLinks.GoodFor);
    }
}
