using CxBot;
using CxBot.PersonalData;
using CxBot.Web.Api;
using CxBot.Web.Bot;
using CxBot.Web;
using CxBot.Web.Channels;
using CxBot.Web.Commands;
using CxBot.Web.Desk;
using CxBot.Web.Engine;
using CxBot.Web.Operations;
using CxBot.Web.Operations.Network;

try
{
    if (CommandLine.IsCommand(args))
        return await CommandLine.RunAsync(args, () => Build(args).Services);

    var app = Build(args);
    app.UseChannels();
    app.UseDefaultFiles();
    app.UseRouting();
    app.UseOperations();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseAntiforgery();
    app.MapStaticAssets();
    app.MapOperations();
    app.MapChannels();
    app.MapApi();
    app.MapDesk();
    app.SayWhereToGo();

    await app.RunAsync();
    return 0;
}
catch (Exception failure) when (StartRefusal.Says(failure))
{
    return 1;
}

static WebApplication Build(string[] args)
{
    SettingsWatch.Prepare();
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    // Outside Development, files of libraries would be served with 0 bytes where the app is not published.
    builder.WebHost.UseStaticWebAssets();

    builder.Services.AddCore(builder.Configuration);
    builder.Services.AddOperations(builder.Configuration);
    builder.Services.AddHealthChecks().AddCheck<KnowledgeHealth>("knowledge").AddCheck<ModelHealth>("model");
    builder.Services.AddBot();
    builder.AddEngine();
    builder.AddChannels(args);
    builder.Services.AddPersonalData();
    builder.Services.AddApi();
    builder.Services.AddDesk();
    builder.UseDefaultAddress();
    return builder.Build();
}
