using CxBot.Answering;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Evaluation;
using CxBot.Handover;
using CxBot.Knowledge;
using CxBot.Storage;
using CxBot.Web.Bot;
using CxBot.Web.Channels.BotService;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.Media;
using CxBot.Web.Channels.WhatsApp;
using CxBot.Web.Channels.WhatsApp.Simulator;
using CxBot.Web.Channels.Widget;
using CxBot.Web.Commands;
using CxBot.Web.Desk;
using CxBot.Web.Engine;
using CxBot.Web.Operations;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
// Outside Development, files of libraries would be served with 0 bytes where the app is not published.
builder.WebHost.UseStaticWebAssets();

builder.Services.AddStorage(builder.Configuration);
builder.Services.AddAudit();
builder.Services.AddKnowledge(builder.Configuration);
builder.Services.AddAnswering(builder.Configuration);
builder.Services.AddHandover(builder.Configuration);
builder.Services.AddConversations();
builder.Services.AddEvaluation();
builder.Services.AddOperations(builder.Configuration);
builder.Services.AddHealthChecks().AddCheck<KnowledgeHealth>("knowledge").AddCheck<ModelHealth>("model");
builder.Services.AddBot();
builder.AddEngine();
builder.Services.AddDirectLine(builder.Configuration);
builder.Services.AddWidget(builder.Configuration);
builder.Services.AddBotService(builder.Configuration);
builder.Services.AddWhatsApp(builder.Configuration);
builder.AddWhatsAppSimulator(args);
builder.Services.AddMedia(builder.Configuration);
builder.Services.AddDesk();
builder.UseDefaultAddress();

var app = builder.Build();
if (CommandDispatch.IsCommand(args)) return await CommandDispatch.RunAsync(args, app.Services);

app.UseWhatsAppSimulator();
app.UseDefaultFiles();
app.UseRouting();
app.UseOperations();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapOperations();
app.MapDirectLine();
app.MapWidget();
app.MapBotService();
app.MapWhatsApp();
app.MapWhatsAppSimulator();
app.MapMedia();
app.MapDesk();
app.SayWhereToGo();

await app.RunAsync();
return 0;
