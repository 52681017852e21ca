using CxBot.Web.Channels.BotService;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.Media;
using CxBot.Web.Channels.WhatsApp;
using CxBot.Web.Channels.WhatsApp.Simulator;
using CxBot.Web.Channels.Widget;

namespace CxBot.Web;

public static class ChannelServices
{
    /// <summary>Every way in which customers write; one that is not set up is off.</summary>
    public static WebApplicationBuilder AddChannels(this WebApplicationBuilder builder, string[] args)
    {
        builder.Services.AddDirectLine();
        builder.Services.AddWidget();
        builder.Services.AddBotService();
        builder.Services.AddWhatsApp();
        builder.AddWhatsAppSimulator(args);
        builder.Services.AddMedia();
        return builder;
    }

    /// <summary>What channels look at before everything else.</summary>
    public static WebApplication UseChannels(this WebApplication app) => app.UseWhatsAppSimulator();

    public static WebApplication MapChannels(this WebApplication app)
    {
        app.MapDirectLine();
        app.MapWidget();
        app.MapBotService();
        app.MapWhatsApp();
        app.MapWhatsAppSimulator();
        app.MapMedia();
        return app;
    }
}
